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
 * An archive in service.
 *
 * @param application {@code null} where a server without endpoints stands in for it
 */
record EmbeddedDeployment(Application application, EmbeddedServer server) implements AutoCloseable {

    /** Opens an archive and starts a server with it; where that fails, nothing is left behind. */
    static EmbeddedDeployment start(Archive<?> archive, EmbeddedServerBuilder builder)
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
    public void close() {
        server.close();
        if (application != null) {
            application.close();
        }
    }
}
