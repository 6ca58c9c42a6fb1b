package dev.bosphorus.servlet.deploy;

import java.util.function.Supplier;

/** The containers, their connectors, and the ways to upgrade. */
enum ServerKind {

    TOMCAT(false, () -> new TomcatServer("HTTP/1.1", false, false)),
    TOMCAT_TLS(true, () -> new TomcatServer("HTTP/1.1", true, false)),
    TOMCAT_NIO2(false, () -> new TomcatServer("org.apache.coyote.http11.Http11Nio2Protocol", false, false)),
    TOMCAT_PORTABLE(false, () -> new TomcatServer("HTTP/1.1", false, true)),
    TOMCAT_TLS_PORTABLE(true, () -> new TomcatServer("HTTP/1.1", true, true)),
    JETTY(false, () -> new JettyServer(false, false)),
    JETTY_TLS(true, () -> new JettyServer(true, false));

    private final boolean secure;
    private final Supplier<ServletServer> maker;

    ServerKind(boolean secure, Supplier<ServletServer> maker) {
        this.secure = secure;
        this.maker = maker;
    }

    /** Whether it speaks TLS, with {@link TestKeys}. */
    boolean isSecure() {
        return secure;
    }

    /** One that has not been started. */
    ServletServer make() {
        return maker.get();
    }
}
