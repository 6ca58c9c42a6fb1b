package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.model.CallScope;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Scopes for calls in tests. */
final class Scopes {

    /** A session that is only there to be handed on. */
    static final Session SESSION = (Session) Proxy.newProxyInstance(Scopes.class.getClassLoader(), new Class<?>[] {Session.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "toString" -> "the session";
                case "hashCode" -> 1;
                case "equals" -> proxy == arguments[0];
                default -> throw new UnsupportedOperationException(method.getName());
            });

    static final EndpointConfig CONFIG = ClientEndpointConfig.Builder.create().build();

    private Scopes() {
    }

    static CallScope of(Object endpoint) {
        return of(endpoint, Map.of());
    }

    static CallScope of(Object endpoint, Map<String, String> pathParameters) {
        return new CallScope(endpoint, SESSION, CONFIG, pathParameters);
    }
}
