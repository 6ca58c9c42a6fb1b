package dev.bosphorus.tck.api.mapping;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What {@link MappingTests} deploys. */
public final class MappingEndpoints {

    private static final List<String> PATHS = List.of("/", "/one/a/b/", "/two/a/{var}", "/three/a/{var}/c", "/three/a/b/c",
            "/three/a/{var1}/{var2}", "/four/{var1}/d", "/four/b/{var2}", "/five/b/x", "/five/{var}/d", "/six/abc",
            "/seven/{first-part}/{second_part}", "/eight/{a}/b/{c}/d");

    private MappingEndpoints() {
    }

    /** Deploys one endpoint at many paths, and the annotated ones that are well formed. */
    public static class Config implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            Set<ServerEndpointConfig> configs = new HashSet<>();
            PATHS.forEach(path -> configs.add(ServerEndpointConfig.Builder.create(Matched.class, path).build()));
            return configs;
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            Set<Class<?>> wellFormed = new HashSet<>(scanned);
            wellFormed.removeAll(List.of(NoSlash.class, Same.class));
            return wellFormed;
        }
    }

    /** Says what it was matched by, and the variables of the path. */
    public static class Matched extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            try {
                session.getBasicRemote().sendText(((ServerEndpointConfig) config).getPath() + " "
                        + new TreeMap<>(session.getPathParameters()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A path without its slash. */
    @ServerEndpoint("no-slash")
    public static class NoSlash {
    }

    /** A path that another endpoint has. */
    @ServerEndpoint("/six/abc")
    public static class Same {
    }
}
