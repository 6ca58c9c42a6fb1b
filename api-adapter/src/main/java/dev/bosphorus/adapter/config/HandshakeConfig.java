package dev.bosphorus.adapter.config;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;

/**
 * The configuration of an endpoint as one handshake sees it: the deployed one with user properties of its own, so that
 * what {@code modifyHandshake} puts there reaches this session and no other (Jakarta WebSocket 2.2, 3.1.5). Safe for threads.
 */
public final class HandshakeConfig implements ServerEndpointConfig {

    private final ServerEndpointConfig deployed;
    private final OwnProperties properties;

    public HandshakeConfig(ServerEndpointConfig deployed) {
        this.deployed = deployed;
        this.properties = new OwnProperties(deployed);
    }

    /**
     * Own properties, at first those of the deployed configuration; copied when they are first asked for. Safe for threads. A
     * property that is {@code null} counts as absent.
     */
    @Override
    public Map<String, Object> getUserProperties() {
        return properties.get();
    }

    /** A copy of the present properties; where there are none, an empty map that all share, and none of its own is made. */
    public Map<String, Object> userPropertiesNow() {
        return properties.now();
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
