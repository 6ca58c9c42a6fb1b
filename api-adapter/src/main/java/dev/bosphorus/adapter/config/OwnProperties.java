package dev.bosphorus.adapter.config;

import jakarta.websocket.EndpointConfig;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The user properties that one handshake has for itself: at first those of the configuration it began with. Safe for threads. */
final class OwnProperties {

    private final EndpointConfig config;
    /** {@code null} until asked for; written under the lock on this object, read by any thread. */
    private volatile Map<String, Object> own;

    OwnProperties(EndpointConfig config) {
        this.config = config;
    }

    /** To be changed at will; copied when first asked for. A property that is {@code null} counts as absent. */
    Map<String, Object> get() {
        Map<String, Object> properties = own;
        if (properties == null) {
            synchronized (this) {
                properties = own;
                if (properties == null) {
                    properties = copyOf(config.getUserProperties());
                    own = properties;
                }
            }
        }
        return properties;
    }

    /** A copy of the present properties; where there are none, an empty map that all share, and none of its own is made. */
    Map<String, Object> now() {
        Map<String, Object> properties = own;
        Map<String, Object> present = properties == null ? config.getUserProperties() : properties;
        return present.isEmpty() ? Map.of() : copyOf(present);
    }

    private static Map<String, Object> copyOf(Map<String, Object> properties) {
        Map<String, Object> copy = new ConcurrentHashMap<>();
        properties.forEach((name, value) -> {
            if (name != null && value != null) {
                copy.put(name, value);
            }
        });
        return copy;
    }
}
