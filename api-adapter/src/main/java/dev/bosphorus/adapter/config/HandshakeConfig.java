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
 * what {@code modifyHandshake} puts there reaches this session and no other (Jakarta WebSocket 2.2, 3.1.5). Safe for threads.
 */
public final class HandshakeConfig implements ServerEndpointConfig {

    private final ServerEndpointConfig deployed;
    /** {@code null} until asked for; written under the lock on this object, read by any thread. */
    private volatile Map<String, Object> userProperties;

    public HandshakeConfig(ServerEndpointConfig deployed) {
        this.deployed = deployed;
    }

    /**
     * Own properties, at first those of the deployed configuration; copied when they are first asked for. Safe for threads. A
     * property that is {@code null} counts as absent.
     */
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

    /** A copy of the present properties; where there are none, an empty map that all share, and none of its own is made. */
    public Map<String, Object> userPropertiesNow() {
        Map<String, Object> own = userProperties;
        Map<String, Object> present = own == null ? deployed.getUserProperties() : own;
        return present.isEmpty() ? Map.of() : copyOf(present);
    }

    private static Map<String, Object> copyOf(Map<String, Object> deployed) {
        Map<String, Object> copy = new ConcurrentHashMap<>();
        deployed.forEach((name, value) -> {
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
