import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.glassfish.tyrus.core.TyrusWebSocketEngine;
import org.glassfish.tyrus.ext.extension.deflate.PerMessageDeflateExtension;
import org.glassfish.tyrus.server.Server;

/** Tyrus on Grizzly: {@code TyrusPeer PORT}. */
public final class TyrusPeer {

    /** Its compression is a jar of its own, and on where an endpoint names it. */
    public static final class Endpoints implements ServerApplicationConfig {

        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> found) {
            return Set.of(Echo.at("/echo", new PerMessageDeflateExtension()));
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> found) {
            return Set.of();
        }
    }

    private TyrusPeer() {
    }

    public static void main(String[] args) throws Exception {
        Map<String, Object> properties = Map.of(TyrusWebSocketEngine.INCOMING_BUFFER_SIZE, Echo.MOST + 1024);
        Server server = new Server("127.0.0.1", Integer.parseInt(args[0]), "/", properties, Endpoints.class);
        server.start();
        System.out.println("ws://127.0.0.1:" + server.getPort() + "/echo");
        new CountDownLatch(1).await();
    }
}
