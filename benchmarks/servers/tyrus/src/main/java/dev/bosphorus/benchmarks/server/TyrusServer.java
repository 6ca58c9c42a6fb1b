package dev.bosphorus.benchmarks.server;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.glassfish.tyrus.ext.extension.deflate.PerMessageDeflateExtension;
import org.glassfish.tyrus.server.Server;

/** Tyrus on Grizzly. */
public final class TyrusServer {

    private TyrusServer() {
    }

    /** There is compression where an endpoint brings it. */
    @ServerEndpoint(value = "/echo-deflate", configurator = WithDeflate.class)
    public static class DeflateEcho extends Echo {
    }

    /** Agrees to permessage-deflate where it is offered. */
    public static final class WithDeflate extends ServerEndpointConfig.Configurator {

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return requested.stream().anyMatch(extension -> extension.getName().equals("permessage-deflate"))
                    ? List.of(new PerMessageDeflateExtension()) : List.of();
        }
    }

    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        // Here -1 is any free port; 0 is one of its own choice, always the same.
        Server server = new Server("127.0.0.1", -1, "/", Map.of(), Echo.class, BigEcho.class, Broadcast.class, DeflateEcho.class);
        server.start();
        Serving.untilInputEnds(server.getPort());
    }
}
