package dev.bosphorus.servlet.deploy;

import org.apache.catalina.Context;

/** By the way of the servlet API. */
class TomcatPortableTest extends TomcatTest {

    @Override
    void configure(Context context) {
        context.addParameter("dev.bosphorus.servlet.native", "false");
    }
}
