package example.echo;

import dev.bosphorus.container.embedded.EmbeddedServer;
import jakarta.websocket.DeploymentException;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.IntSupplier;

/** Our embedded server with {@link Echo}; says its port. Known by interfaces of Java alone, so that another class loader may have made it. */
public final class EchoServer implements IntSupplier, Closeable {

    private final EmbeddedServer server;

    public EchoServer() throws DeploymentException, IOException {
        server = EmbeddedServer.builder().port(0).endpoints(Echo.class).start();
    }

    @Override
    public int getAsInt() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }
}
