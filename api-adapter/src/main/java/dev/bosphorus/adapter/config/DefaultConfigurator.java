package dev.bosphorus.adapter.config;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** The platform's default configurator: what the Javadoc of {@link ServerEndpointConfig.Configurator} says. Stateless. */
public final class DefaultConfigurator extends ServerEndpointConfig.Configurator {

    private static final InstanceFactory FACTORY = new ConstructorFactory();

    /** Found by {@link java.util.ServiceLoader}. */
    public DefaultConfigurator() {
    }

    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        for (String candidate : requested) {
            if (supported.contains(candidate)) {
                return candidate;
            }
        }
        return "";
    }

    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return requested.stream()
                .filter(wanted -> installed.stream().anyMatch(have -> have.getName().equals(wanted.getName())))
                .toList();
    }

    @Override
    public boolean checkOrigin(String originHeaderValue) {
        return true;
    }

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        // The default changes nothing.
    }

    @Override
    public <T> T getEndpointInstance(Class<T> endpointClass) throws InstantiationException {
        return FACTORY.create(endpointClass).instance();
    }
}
