package dev.bosphorus.servlet.deploy;

import org.junit.jupiter.api.parallel.ResourceLock;

/** By the way of the servlet API. */
@ResourceLock("the MBeans of Tomcat")
class TomcatPortableTest extends ServletContainerTest {

    TomcatPortableTest() {
        super(ServerKind.TOMCAT_PORTABLE);
    }
}
