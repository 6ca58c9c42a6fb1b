package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import jakarta.websocket.Extension;
import java.util.List;

/** An extension of the protocol as the Jakarta API shows it. */
public record AgreedExtension(String name, List<Extension.Parameter> parameters) implements Extension {

    private record Named(String name, String value) implements Parameter {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public String getValue() {
            return value;
        }
    }

    /** An extension with its parameters. */
    public static Extension of(ExtensionHeader header) {
        return new AgreedExtension(header.name(), header.parameters().stream()
                .map(parameter -> (Parameter) new Named(parameter.name(), parameter.value() == null ? "" : parameter.value()))
                .toList());
    }

    /** The header element of an extension of the application or of ours. */
    public static ExtensionHeader header(Extension extension) {
        return new ExtensionHeader(extension.getName(), extension.getParameters().stream()
                .map(parameter -> new ExtensionHeader.Parameter(parameter.getName(),
                        parameter.getValue() == null || parameter.getValue().isEmpty() ? null : parameter.getValue()))
                .toList());
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public List<Parameter> getParameters() {
        return parameters;
    }
}
