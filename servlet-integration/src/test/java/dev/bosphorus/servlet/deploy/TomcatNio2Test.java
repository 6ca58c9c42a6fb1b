package dev.bosphorus.servlet.deploy;

/** By Tomcat's own way, with its other connector. */
class TomcatNio2Test extends TomcatNativeTest {

    @Override
    String protocol() {
        return "org.apache.coyote.http11.Http11Nio2Protocol";
    }
}
