package dev.bosphorus.servlet.deploy;

/** Through TLS. */
class JettyTlsTest extends ServletContainerTest {

    JettyTlsTest() {
        super(ServerKind.JETTY_TLS);
    }
}
