package dev.bosphorus.tck.api.configuration;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What {@link ConfigurationTests} deploys: endpoints that tell of their configuration. */
public final class ConfigurationEndpoints {

    private ConfigurationEndpoints() {
    }

    /** Deploys all. */
    public static class Config implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            ServerEndpointConfig full = ServerEndpointConfig.Builder.create(Programmatic.class, "/full/{room}")
                    .subprotocols(List.of("v2", "v1")).encoders(List.of(OneEncoder.class, TwoEncoder.class))
                    .decoders(List.of(OneDecoder.class, TwoDecoder.class)).extensions(List.of(new Configured()))
                    .configurator(new Numbered()).build();
            full.getUserProperties().put("configured", "yes");
            return Set.of(full, ServerEndpointConfig.Builder.create(Programmatic.class, "/bare").build());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return scanned;
        }
    }

    /** An extension of a configuration. */
    public static class Configured implements Extension {
        @Override
        public String getName() {
            return "x-configured";
        }

        @Override
        public List<Parameter> getParameters() {
            return List.of();
        }
    }

    /** Has a number of its own, and counts for all instances of its endpoint. */
    public static class Numbered extends ServerEndpointConfig.Configurator {
        private static final AtomicInteger MADE = new AtomicInteger();
        final int number = MADE.incrementAndGet();
        final AtomicInteger shared = new AtomicInteger();
    }

    /** Encodes threads. */
    public static class OneEncoder implements Encoder.Text<Thread> {
        @Override
        public String encode(Thread thread) {
            return thread.getName();
        }
    }

    /** Encodes classes. */
    public static class TwoEncoder implements Encoder.Text<Class<?>> {
        @Override
        public String encode(Class<?> type) {
            return type.getName();
        }
    }

    /** Decodes to a builder. */
    public static class OneDecoder implements Decoder.Text<StringBuilder> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public StringBuilder decode(String text) {
            return new StringBuilder(text);
        }
    }

    /** Decodes to a buffer. */
    public static class TwoDecoder implements Decoder.Text<StringBuffer> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public StringBuffer decode(String text) {
            return new StringBuffer(text);
        }
    }

    static String answer(String question, ServerEndpointConfig config, Session session) {
        return String.valueOf(value(question, config, session));
    }

    private static Object value(String question, ServerEndpointConfig config, Session session) {
        return switch (question) {
            case "getPath" -> config.getPath();
            case "getEndpointClass" -> config.getEndpointClass().getSimpleName();
            case "getSubprotocols" -> config.getSubprotocols().toString();
            case "getEncoders" -> config.getEncoders().stream().map(Class::getSimpleName).toList().toString();
            case "getDecoders" -> config.getDecoders().stream().map(Class::getSimpleName).toList().toString();
            case "getExtensions" -> config.getExtensions().stream().map(Extension::getName).collect(Collectors.joining(" ", "<", ">"));
            case "getConfigurator" -> config.getConfigurator() instanceof Numbered;
            case "getConfigurator.there" -> config.getConfigurator() != null;
            case "number" -> ((Numbered) config.getConfigurator()).number;
            case "shared" -> ((Numbered) config.getConfigurator()).shared.incrementAndGet();
            case "getUserProperties" -> String.valueOf(config.getUserProperties().get("configured"));
            default -> String.valueOf(session.getUserProperties().get("configured"));
        };
    }

    /** By a configuration. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class,
                    text -> session.getAsyncRemote().sendText(answer(text, (ServerEndpointConfig) config, session)));
        }
    }

    /** By an annotation with all that it may have. */
    @ServerEndpoint(value = "/annotated/{room}", subprotocols = {"v2", "v1"}, encoders = {OneEncoder.class, TwoEncoder.class},
            decoders = {OneDecoder.class, TwoDecoder.class}, configurator = Numbered.class)
    public static class Annotated {
        private ServerEndpointConfig config;

        @OnOpen
        public void opened(EndpointConfig its) {
            config = (ServerEndpointConfig) its;
        }

        @OnMessage
        public String asked(String question, Session session) {
            return answer(question, config, session);
        }
    }

    /** By an annotation with a path alone. */
    @ServerEndpoint("/plain")
    public static class Plain {
        private ServerEndpointConfig config;

        @OnOpen
        public void opened(EndpointConfig its) {
            config = (ServerEndpointConfig) its;
        }

        @OnMessage
        public String asked(String question, Session session) {
            return answer(question, config, session);
        }
    }

    /** With the same configurator. */
    @ServerEndpoint(value = "/other", configurator = Numbered.class)
    public static class Other {
        private ServerEndpointConfig config;

        @OnOpen
        public void opened(EndpointConfig its) {
            config = (ServerEndpointConfig) its;
        }

        @OnMessage
        public String asked(String question, Session session) {
            return answer(question, config, session);
        }
    }
}
