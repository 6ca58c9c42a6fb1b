package dev.bosphorus.adapter.config;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** A client's configuration as one connection sees it: the given one with user properties of its own. Safe for threads. */
public final class ClientHandshakeConfig implements ClientEndpointConfig {

    private final ClientEndpointConfig given;
    private final OwnProperties properties;

    public ClientHandshakeConfig(ClientEndpointConfig given) {
        this.given = given;
        this.properties = new OwnProperties(given);
    }

    /** Own properties, at first those of the given configuration. A property that is {@code null} counts as absent. */
    @Override
    public Map<String, Object> getUserProperties() {
        return properties.get();
    }

    /** A copy of the present properties. */
    public Map<String, Object> userPropertiesNow() {
        return properties.now();
    }

    @Override
    public List<String> getPreferredSubprotocols() {
        return given.getPreferredSubprotocols();
    }

    @Override
    public List<Extension> getExtensions() {
        return given.getExtensions();
    }

    @Override
    public SSLContext getSSLContext() {
        return given.getSSLContext();
    }

    @Override
    public Configurator getConfigurator() {
        return given.getConfigurator();
    }

    @Override
    public List<Class<? extends Encoder>> getEncoders() {
        return given.getEncoders();
    }

    @Override
    public List<Class<? extends Decoder>> getDecoders() {
        return given.getDecoders();
    }
}
