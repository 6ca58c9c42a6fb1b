package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.Context;

/** By Tomcat's own way. */
class TomcatNativeTest extends TomcatTest {

    @Override
    void configure(Context context) {
        assertThat(context.findParameter("dev.bosphorus.servlet.native")).isNull();
    }
}
