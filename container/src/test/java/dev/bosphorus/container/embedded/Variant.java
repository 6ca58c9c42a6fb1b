package dev.bosphorus.container.embedded;

import java.util.stream.Stream;

/** A way to run a server. */
record Variant(TransportKind kind, boolean tls) {

    /** All that this JDK and this machine can run. */
    static Stream<Variant> all() {
        return Stream.of(TransportKind.EVENT_LOOP, TransportKind.VIRTUAL_THREADS, TransportKind.IO_URING)
                .filter(TransportKind::isAvailable)
                .flatMap(kind -> Stream.of(new Variant(kind, false), new Variant(kind, true)));
    }

    EmbeddedServerBuilder builder() {
        EmbeddedServerBuilder builder = EmbeddedServer.builder().transport(kind);
        TestCertificates certificates = TestCertificates.shared();
        return tls ? builder.tls(new Tls.Pem(certificates.certificate, certificates.privateKey)) : builder;
    }
}
