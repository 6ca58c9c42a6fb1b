package dev.bosphorus.tck.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import example.greeting.Announcer;
import example.greeting.Archives;
import example.greeting.Peer;
import java.io.IOException;
import java.net.URL;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The container without Arquillian around it. */
class EmbeddedContainerTest {

    private final EmbeddedContainerConfiguration configuration = new EmbeddedContainerConfiguration();
    private final EmbeddedContainer container = new EmbeddedContainer();

    private URL deploy(Archive<?> archive) throws Exception {
        container.setup(configuration);
        HTTPContext context = container.deploy(archive).getContexts(HTTPContext.class).iterator().next();
        String path = context.getServlets().get(0).getContextRoot();
        return new URL("http", context.getHost(), context.getPort(), path + "/");
    }

    @Test
    void archivesAreInServiceSideBySideUntilTheyAreUndeployed() throws Exception {
        WebArchive first = Archives.greeting();
        WebArchive second = Archives.greeting();
        URL one = deploy(first);
        URL two = deploy(second);
        assertThat(Peer.ask(one, "greet", "one")).startsWith("hello one");
        container.undeploy(first);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> Peer.ask(one, "greet", "one"));
        assertThat(Peer.ask(two, "greet", "two")).startsWith("hello two");
        container.undeploy(second);
        container.undeploy(second);
    }

    @Test
    void archiveByTheNameRootHasTheEmptyPath() throws Exception {
        WebArchive named = ShrinkWrap.create(WebArchive.class, "ROOT.war").merge(Archives.greeting());
        URL url = deploy(named);
        assertThat(url.getPath()).isEqualTo("/");
        assertThat(Peer.ask(url, "greet", "root")).startsWith("hello root");
        container.undeploy(named);
    }

    @Test
    void listenersOfTheArchiveAreRun() throws Exception {
        WebArchive listening = Archives.greeting().addClass(Announcer.class);
        assertThat(Peer.ask(deploy(listening), "announced", "listener")).startsWith("hello listener");
        container.undeploy(listening);
    }

    @Test
    void transportIsTheConfigured() throws Exception {
        configuration.setTransport("event-loop");
        WebArchive archive = Archives.greeting();
        assertThat(Peer.ask(deploy(archive), "greet", "loop")).startsWith("hello loop");
        container.undeploy(archive);
    }

    @Test
    void failedDeploymentThrowsWithTheProblem() {
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> deploy(Archives.bad()))
                .withMessageStartingWith("bad.war cannot be deployed: ").withMessageContaining("Thread");
    }

    @Test
    void archiveThatIsNoApplicationFails() {
        WebArchive broken = ShrinkWrap.create(WebArchive.class, "broken.war")
                .add(new StringAsset("no jar"), "WEB-INF/lib/broken.jar");
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> deploy(broken))
                .withMessageContaining("broken.jar");
    }

    @Test
    void serverWithoutEndpointsStandsInForAFailedDeploymentWhereThatIsConfigured() throws Exception {
        configuration.setFailedDeploymentsThrow(false);
        WebArchive bad = Archives.bad();
        URL url = deploy(bad);
        assertThatExceptionOfType(jakarta.websocket.DeploymentException.class)
                .isThrownBy(() -> Peer.ask(url, "greet", "nobody")).withMessageContaining("404");
        container.undeploy(bad);
    }
}
