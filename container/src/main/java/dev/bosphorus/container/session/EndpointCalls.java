package dev.bosphorus.container.session;

import dev.bosphorus.adapter.model.CallScope;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;

/**
 * Calls one endpoint instance on behalf of one session: with the application's class loader, and with every exception routed
 * to {@code onError}. An exception closes nothing (Jakarta WebSocket 2.2, 5.2.1); without {@code onError} it is logged.
 */
final class EndpointCalls {

    private static final Logger LOG = System.getLogger(EndpointCalls.class.getName());

    private final EndpointModel model;
    private final CallScope scope;
    private final ClassLoader classLoader;

    EndpointCalls(EndpointModel model, Object endpoint, Session session, EndpointConfig config,
            Map<String, String> pathParameters, ClassLoader classLoader) {
        this.model = model;
        this.scope = new CallScope(endpoint, session, config, pathParameters);
        this.classLoader = classLoader;
    }

    void open() {
        call(model.onOpen(), scope.config());
    }

    void closed(CloseReason reason) {
        call(model.onClose(), reason);
    }

    /** Delivers a message; what the method returns is sent. */
    void message(Callback callback, Object message, boolean last) {
        try {
            Object answer = invoke(callback, message, last);
            if (answer != null) {
                scope.session().getBasicRemote().sendObject(answer);
            }
        } catch (Throwable e) {
            failed(e);
        }
    }

    void failed(Throwable failure) {
        if (model.onError().isEmpty()) {
            logUnhandled(failure);
            return;
        }
        try {
            invoke(model.onError().get(), failure, true);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "onError of " + model.endpointClass().getName() + " failed", e);
        }
    }

    private void logUnhandled(Throwable failure) {
        // What a peer does wrong is no fault of the application's, and must not fill its logs.
        boolean ofPeer = failure instanceof ProtocolException || failure instanceof IOException;
        LOG.log(ofPeer ? Level.DEBUG : Level.ERROR,
                model.endpointClass().getName() + " has no onError for: " + failure, ofPeer ? null : failure);
    }

    private void call(Optional<Callback> callback, Object payload) {
        if (callback.isPresent()) {
            try {
                invoke(callback.get(), payload, true);
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    private Object invoke(Callback callback, Object payload, boolean last) throws Throwable {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before == classLoader) {
            return callback.call(scope, payload, last);
        }
        thread.setContextClassLoader(classLoader);
        try {
            return callback.call(scope, payload, last);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
