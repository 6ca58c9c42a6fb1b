package example.suite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import example.greeting.Archives;
import example.greeting.Peer;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ArquillianExtension.class)
public class GreetingIT {

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    public static WebArchive archive() {
        return Archives.greeting();
    }

    @Test
    public void greets() throws Exception {
        System.out.println("printed by a test");
        assertEquals("hello suite, says application", Peer.ask(url, "greet", "suite"));
    }

    @Test
    public void findsItsSettings() {
        assertEquals("3", System.getProperty("ws_wait"));
        assertEquals("websockettck", System.getProperty("lib.name"));
    }

    @Test
    public void failsOnPurpose() {
        fail("on purpose");
    }

    @Test
    @Disabled("a test that is skipped has not passed")
    public void isSkipped() {
        fail("was not skipped");
    }
}
