package dev.bosphorus.servlet.deploy;

import org.junit.jupiter.api.parallel.ResourceLock;

/** By the way of the servlet API, through TLS. */
@ResourceLock("the MBeans of Tomcat")
class TomcatPortableTlsTest extends ServletContainerTest {

    TomcatPortableTlsTest() {
        super(ServerKind.TOMCAT_TLS_PORTABLE);
    }
}
