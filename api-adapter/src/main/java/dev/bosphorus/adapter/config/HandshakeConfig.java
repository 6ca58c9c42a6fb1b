package dev.bosphorus.adapter.config;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The configuration of an endpoint as one handshake sees it: the deployed one with user properties of its own, so that
 * what {@code modifyHandshake} puts there reaches this session and no other (Jakarta WebSocket 2.2, 3.1.7).
 */
public final class HandshakeConfig implements ServerEndpointConfig {

    private final ServerEndpointConfig deployed;
    private volatile Map<String, Object> userProperties;

    public HandshakeConfig(ServerEndpointConfig deployed) {
        this.deployed = deployed;
    }

    /** Own properties, at first those of the deployed configuration; copied when they are first asked for. */
    @Override
    public Map<String, Object> getUserProperties() {
        Map<String, Object> properties = userProperties;
        if (properties == null) {
            synchronized (this) {
                properties = userProperties;
                if (properties == null) {
                    properties = copyOf(deployed.getUserProperties());
                    userProperties = properties;
                }
            }
        }
        return properties;
    }

    /** A copy of the present properties; for none, a shared empty map, and then none of its own is made. */
    public Map<String, Object> userPropertiesNow() {
        Map<String, Object> present = userProperties == null ? deployed.getUserProperties() : userProperties;
        return present.isEmpty() ? Map.of() : copyOf(present);
    }

    /** Concurrent maps hold no {@code null}, which the application's own map may. */
    private static Map<String, Object> copyOf(Map<String, Object> properties) {
        Map<String, Object> copy = new ConcurrentHashMap<>();
        properties.forEach((name, value) -> {
            if (name != null && value != null) {
                copy.put(name, value);
            }
        });
        return copy;
    }

    @Override
    public Class<?> getEndpointClass() {
        return deployed.getEndpointClass();
    }

    @Override
    public String getPath() {
        return deployed.getPath();
    }

    @Override
    public List<String> getSubprotocols() {
        return deployed.getSubprotocols();
    }

    @Override
    public List<Extension> getExtensions() {
        return deployed.getExtensions();
    }

    @Override
    public Configurator getConfigurator() {
        return deployed.getConfigurator();
    }

    @Override
    public List<Class<? extends Encoder>> getEncoders() {
        return deployed.getEncoders();
    }

    @Override
    public List<Class<? extends Decoder>> getDecoders() {
        return deployed.getDecoders();
    }
}
