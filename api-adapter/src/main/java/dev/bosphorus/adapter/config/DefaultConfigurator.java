package dev.bosphorus.adapter.config;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** The platform's default configurator: what the Javadoc of {@link ServerEndpointConfig.Configurator} says. Stateless. */
public final class DefaultConfigurator extends ServerEndpointConfig.Configurator {

    /** Found by {@link java.util.ServiceLoader}. */
    public DefaultConfigurator() {
    }

    /** The first of the client's list that the server supports; empty where there is none. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        for (String candidate : requested) {
            if (supported.contains(candidate)) {
                return candidate;
            }
        }
        return "";
    }

    /** Those of the client's list, in its order, that are installed by name. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return requested.stream()
                .filter(wanted -> installed.stream().anyMatch(have -> have.getName().equals(wanted.getName())))
                .toList();
    }

    /** Every origin: whom to let in is the server's list of allowed origins to say, or an overriding configurator. */
    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return true;
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        // The default changes nothing.
    }

    /**
     * A new instance for every client: by CDI where it runs, else by the public constructor without parameters. What a
     * configurator of the application gets from here when it is asked for an instance, ends with that handshake's session.
     */
    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        return EndpointInstances.asked().create(endpointClass).instance();
    }
}
