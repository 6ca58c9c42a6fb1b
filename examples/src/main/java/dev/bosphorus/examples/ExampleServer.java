package dev.bosphorus.examples;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.examples.board.BoardEndpoint;
import dev.bosphorus.examples.chat.ChatEndpoint;
import dev.bosphorus.examples.echo.EchoEndpoint;
import dev.bosphorus.examples.echo.StreamingEchoEndpoint;
import jakarta.websocket.DeploymentException;
import java.io.IOException;

/** Serves all the examples and their pages until it is interrupted. */
public final class ExampleServer {

    /** Where the pages are: the place Servlet 6.1, section 4.6, has for static files in a jar. */
    private static final String PAGES = "META-INF/resources";

    private ExampleServer() {
    }

    /** Starts the server, or prints one line and exits: with 2 for a bad option, with 1 where it cannot listen. */
    public static void main(String[] args) {
        try {
            Options options = Options.parse(args);
            if (options.help()) {
                System.out.println(Options.USAGE);
                return;
            }
            EmbeddedServer server = start(options);
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "examples-shutdown"));
            System.out.printf("Open %s in a browser (%s). Ctrl-C ends it.%n", page(options.host(), server.port()),
                    server.transport().name().toLowerCase().replace('_', ' '));
        } catch (IllegalArgumentException bad) {
            fail(2, bad.getMessage());
        } catch (DeploymentException | IOException broken) {
            fail(1, broken.getMessage());
        }
    }

    /**
     * A server with all the examples, listening.
     *
     * @throws IllegalArgumentException where an option does not suit this machine, as virtual threads on JDK 17
     * @throws IOException where the address cannot be listened on
     */
    static EmbeddedServer start(Options options) throws DeploymentException, IOException {
        return EmbeddedServer.builder()
                .host(options.host())
                .port(options.port())
                .transport(options.transport())
                .endpoints(EchoEndpoint.class, StreamingEchoEndpoint.class, ChatEndpoint.class, BoardEndpoint.class)
                .staticResources(ExampleServer.class.getClassLoader(), PAGES)
                .start();
    }

    private static String page(String host, int port) {
        return "http://" + (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + port + '/';
    }

    private static void fail(int status, String line) {
        System.err.println(line);
        System.exit(status);
    }
}
