package dev.bosphorus.container.command;

import dev.bosphorus.container.application.Application;
import dev.bosphorus.container.application.BadApplicationException;
import dev.bosphorus.container.application.Initialization;
import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.EmbeddedServerBuilder;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What {@code serve} has started.
 *
 * @param application what is served
 * @param server      the server it runs on
 * @param pages       where the static files are, or {@code null}
 */
record Service(Application application, EmbeddedServer server, Path pages) implements AutoCloseable {

    private static final Duration STOP_DEADLINE = Duration.ofSeconds(10);

    /** Opens the application, deploys it and listens. @throws BadInput where that cannot be; then nothing is left behind */
    static Service start(ServeOptions options) throws BadInput {
        Application application = open(options);
        EmbeddedServer server = null;
        boolean serving = false;
        try {
            Path pages = pages(options, application);
            server = listen(options, application);
            if (server.paths().isEmpty()) {
                throw application.isDeployable()
                        ? new BadInput("nothing to deploy: the application's ServerApplicationConfig chose no endpoint")
                        : nothingIn(options);
            }
            serving = true;
            return new Service(application, server, pages);
        } finally {
            if (!serving) {
                if (server != null) {
                    server.close();
                }
                application.close();
            }
        }
    }

    private static Application open(ServeOptions options) throws BadInput {
        try {
            Application application = Application.open(options.sources(), options.classPath());
            if (application.isDeployable() || Initialization.isAvailable()) {
                return application;
            }
            application.close();
            throw nothingIn(options);
        } catch (BadApplicationException e) {
            throw new BadInput(e.getMessage());
        }
    }

    private static BadInput nothingIn(ServeOptions options) {
        return new BadInput("nothing to deploy: no class with @ServerEndpoint and no ServerApplicationConfig in "
                + String.join(", ", options.sources()));
    }

    private static Path pages(ServeOptions options, Application application) throws BadInput {
        if (options.staticFiles() != null && application.pages() != null) {
            throw new BadInput("--static cannot be given with a WAR that has pages of its own");
        }
        return options.staticFiles() != null ? options.staticFiles() : application.pages();
    }

    private static EmbeddedServer listen(ServeOptions options, Application application) throws BadInput {
        try {
            EmbeddedServerBuilder builder = EmbeddedServer.builder()
                    .host(options.host())
                    .port(options.port())
                    .contextPath(options.contextPath())
                    .transport(options.transport())
                    .limits(ProtocolLimits.DEFAULTS.withMaxMessageBytes(options.maxMessageBytes()))
                    .maxConnections(options.maxConnections())
                    .application(application);
            if (options.tls() != null) {
                builder.tls(options.tls());
            }
            if (options.clientCertificates() != null) {
                builder.clientCertificates(options.clientCertificates(), options.clientsNeedCertificates());
            }
            if (!options.allowedOrigins().isEmpty()) {
                builder.allowedOrigins(options.allowedOrigins().toArray(String[]::new));
            }
            if (options.staticFiles() != null) {
                builder.staticFiles(options.staticFiles());
            }
            return builder.start();
        } catch (IllegalArgumentException | DeploymentException | IOException e) {
            throw new BadInput(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    /** Says what is deployed and where: one line for each endpoint, and one for the page. */
    void describe(PrintStream out) {
        URI uri = server.uri();
        String transport = server.transport() == TransportKind.VIRTUAL_THREADS ? "virtual threads" : "event loop";
        out.println("Bosphorus listens on " + uri.getRawAuthority() + " (" + transport + ")");
        for (String path : server.paths()) {
            out.println("endpoint " + uri.getScheme() + "://" + uri.getRawAuthority() + path);
        }
        if (pages != null) {
            String scheme = uri.getScheme().equals("wss") ? "https" : "http";
            out.println("page     " + scheme + "://" + uri.getRawAuthority() + uri.getRawPath() + "/");
        }
        out.flush();
    }

    /** Closes all sessions, waits for them at most ten seconds, and removes what was unpacked. */
    @Override
    public void close() {
        server.stop(STOP_DEADLINE);
        application.close();
    }
}
