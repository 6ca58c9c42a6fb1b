package dev.bosphorus.servlet.deploy;

/** Over TCP. */
class JettyPlainTest extends ServletContainerTest {

    JettyPlainTest() {
        super(ServerKind.JETTY);
    }
}
