package dev.bosphorus.tck.arquillian;

import dev.bosphorus.tck.webapp.JettyServer;
import dev.bosphorus.tck.webapp.ServletServer;
import dev.bosphorus.tck.webapp.TomcatServer;
import dev.bosphorus.tck.webapp.TyrusServer;
import dev.bosphorus.tck.webapp.WebApplication;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * An archive in a servlet container, which refuses every request where the archive cannot be deployed.
 *
 * @param folder has the archive and the container's files
 */
record ServletDeployment(ServletServer server, Path folder) implements Deployed {

    private static final Logger LOG = System.getLogger(ServletDeployment.class.getName());

    /** Starts a servlet container with an archive; where that fails, nothing is left behind. */
    static ServletDeployment start(Archive<?> archive, EmbeddedContainerConfiguration configuration, String contextPath)
            throws IOException {
        Path folder = Files.createTempDirectory("bosphorus-archive-");
        boolean started = false;
        try {
            Path war = folder.resolve("application.war");
            archive.as(ZipExporter.class).exportTo(war.toFile());
            WebApplication application = new WebApplication(configuration.getHost(), configuration.getPort(), contextPath, war,
                    Files.createDirectory(folder.resolve("container")));
            ServletServer server = start(configuration.deploymentTarget(), application);
            started = true;
            return new ServletDeployment(server, folder);
        } finally {
            if (!started) {
                delete(folder);
            }
        }
    }

    private static ServletServer start(Target target, WebApplication application) throws IOException {
        return switch (target) {
            case TOMCAT, TOMCAT_OWN -> TomcatServer.start(application);
            case JETTY, JETTY_OWN -> JettyServer.start(application);
            case TYRUS -> TyrusServer.start(application);
            case EMBEDDED, CONTROL -> throw new IllegalArgumentException(target + " is no container of its own");
        };
    }

    @Override
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
        delete(folder);
    }

    private static void delete(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            // What is in a folder goes before it.
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, folder + " cannot be deleted", e);
        }
    }
}
