package dev.bosphorus.container.embedded;

import dev.bosphorus.container.blocking.VirtualThreads;
import java.util.stream.Stream;

/** A way to run a server. */
record Variant(TransportKind kind, boolean tls) {

    /** All that this JDK can run. */
    static Stream<Variant> all() {
        Stream<TransportKind> kinds = VirtualThreads.areSupported()
                ? Stream.of(TransportKind.EVENT_LOOP, TransportKind.VIRTUAL_THREADS)
                : Stream.of(TransportKind.EVENT_LOOP);
        return kinds.flatMap(kind -> Stream.of(new Variant(kind, false), new Variant(kind, true)));
    }

    EmbeddedServerBuilder builder() {
        EmbeddedServerBuilder builder = EmbeddedServer.builder().transport(kind);
        TestCertificates certificates = TestCertificates.shared();
        return tls ? builder.tls(new Tls.Pem(certificates.certificate, certificates.privateKey)) : builder;
    }
}
