package dev.bosphorus.servlet.deploy;

import org.junit.jupiter.api.parallel.ResourceLock;

/** By Tomcat's own way, with its other connector. */
@ResourceLock("the MBeans of Tomcat")
class TomcatNio2Test extends ServletContainerTest {

    TomcatNio2Test() {
        super(ServerKind.TOMCAT_NIO2);
    }
}
