package dev.bosphorus.examples;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import java.util.stream.Stream;

/** The example server on any free port, on every transport this JDK has. */
public final class Servers {

    private Servers() {
    }

    public static Stream<TransportKind> transports() {
        return Stream.of(TransportKind.EVENT_LOOP, TransportKind.VIRTUAL_THREADS).filter(TransportKind::isAvailable);
    }

    public static EmbeddedServer start(TransportKind transport) throws Exception {
        return ExampleServer.start(Options.DEFAULTS.withPort(0).withTransport(transport));
    }
}
