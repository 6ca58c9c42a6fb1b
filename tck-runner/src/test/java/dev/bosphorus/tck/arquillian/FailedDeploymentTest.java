package dev.bosphorus.tck.arquillian;

import static org.assertj.core.api.Assertions.assertThat;

import example.greeting.Archives;
import jakarta.websocket.DeploymentException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.ShouldThrowException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Arquillian is told of a deployment that fails, and looks for what the test expects in the cause. */
@ExtendWith(ArquillianExtension.class)
class FailedDeploymentTest {

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "bad", testable = false)
    @ShouldThrowException(DeploymentException.class)
    static WebArchive archive() {
        return Archives.bad();
    }

    @Test
    void archiveIsStillKnownByItsName() {
        assertThat(deployer.getDeployment("bad")).isNotNull();
    }
}
