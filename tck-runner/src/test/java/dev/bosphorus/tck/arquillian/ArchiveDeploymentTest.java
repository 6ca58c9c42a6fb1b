package dev.bosphorus.tck.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import example.greeting.Archives;
import example.greeting.Peer;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** As a user writes an Arquillian test: this module on the class path is all that it takes. */
@ExtendWith(ArquillianExtension.class)
class ArchiveDeploymentTest {

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    static WebArchive archive() {
        return Archives.greeting();
    }

    @Test
    void urlIsThatOfTheApplication() {
        assertThat(url.getPath()).isEqualTo("/greeting/");
        assertThat(url.getPort()).isPositive();
    }

    @Test
    void endpointIsServedByTheApplicationsOwnClassLoaderWithItsLibraries() throws Exception {
        assertThat(Peer.ask(url, "greet", "world")).isEqualTo("hello world, says application");
    }

    @Test
    void pagesAreServed() throws Exception {
        try (InputStream page = url.openStream()) {
            assertThat(page.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("<p>the page</p>");
        }
    }
}
