package example.suite;

import static org.junit.jupiter.api.Assertions.assertThrows;

import example.greeting.Archives;
import example.greeting.Peer;
import jakarta.websocket.DeploymentException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The TCK has such tests: the deployment fails without a word, and no endpoint is there. */
@ExtendWith(ArquillianExtension.class)
public class BadDeploymentIT {

    @ArquillianResource
    private URL url;

    @Deployment(testable = false)
    public static WebArchive archive() {
        return Archives.bad();
    }

    @Test
    public void goodEndpointIsNotDeployedEither() {
        assertThrows(DeploymentException.class, () -> Peer.ask(url, "greet", "suite"));
    }
}
