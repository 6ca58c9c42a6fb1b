package dev.bosphorus.tck.arquillian;

import dev.bosphorus.container.application.Application;
import dev.bosphorus.container.application.BadApplicationException;
import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.EmbeddedServerBuilder;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * An archive on an embedded server.
 *
 * @param application {@code null} where a server without endpoints stands in for it
 */
record EmbeddedDeployment(Application application, EmbeddedServer server) implements Deployed {

    /** Starts a server with an archive, or, where that fails and is not to be thrown, one without. */
    static Deployed deploy(Archive<?> archive, EmbeddedContainerConfiguration configuration, String contextPath)
            throws org.jboss.arquillian.container.spi.client.container.DeploymentException {
        try {
            return start(archive, server(configuration, contextPath));
        } catch (BadApplicationException | DeploymentException | IOException e) {
            EmbeddedContainer.tell(configuration, archive, e);
            return standIn(configuration, contextPath);
        }
    }

    /** Starts a server without endpoints. */
    static Deployed standIn(EmbeddedContainerConfiguration configuration, String contextPath)
            throws org.jboss.arquillian.container.spi.client.container.DeploymentException {
        try {
            return new EmbeddedDeployment(null, server(configuration, contextPath).start());
        } catch (DeploymentException | IOException e) {
            throw new org.jboss.arquillian.container.spi.client.container.DeploymentException(
                    "no server can be started: " + e.getMessage(), e);
        }
    }

    private static EmbeddedServerBuilder server(EmbeddedContainerConfiguration configuration, String contextPath) {
        return EmbeddedServer.builder().host(configuration.getHost()).port(configuration.getPort()).contextPath(contextPath)
                .transport(configuration.transportKind());
    }

    /** Opens an archive and starts a server with it; where that fails, nothing is left behind. */
    private static EmbeddedDeployment start(Archive<?> archive, EmbeddedServerBuilder builder)
            throws BadApplicationException, DeploymentException, IOException {
        Application application = open(archive);
        boolean started = false;
        try {
            EmbeddedDeployment deployment = new EmbeddedDeployment(application, builder.application(application).start());
            started = true;
            return deployment;
        } finally {
            if (!started) {
                application.close();
            }
        }
    }

    private static Application open(Archive<?> archive) throws BadApplicationException, IOException {
        Path war = Files.createTempFile("bosphorus-archive-", ".war");
        try {
            // As a file: the exporter to a folder would unpack the libraries in WEB-INF/lib, too.
            archive.as(ZipExporter.class).exportTo(war.toFile(), true);
            return Application.open(List.of(war.toString()), List.of());
        } finally {
            Files.delete(war);
        }
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        if (application != null) {
            application.close();
        }
    }
}
