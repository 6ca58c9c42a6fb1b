package dev.bosphorus.servlet.deploy;

import org.junit.jupiter.api.parallel.ResourceLock;

/** By Tomcat's own way, through TLS. */
@ResourceLock("the MBeans of Tomcat")
class TomcatTlsTest extends ServletContainerTest {

    TomcatTlsTest() {
        super(ServerKind.TOMCAT_TLS);
    }
}
