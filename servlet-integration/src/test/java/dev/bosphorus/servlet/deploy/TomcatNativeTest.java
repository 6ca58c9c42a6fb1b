package dev.bosphorus.servlet.deploy;

import org.junit.jupiter.api.parallel.ResourceLock;

/** By Tomcat's own way. */
@ResourceLock("the MBeans of Tomcat")
class TomcatNativeTest extends ServletContainerTest {

    TomcatNativeTest() {
        super(ServerKind.TOMCAT);
    }
}
