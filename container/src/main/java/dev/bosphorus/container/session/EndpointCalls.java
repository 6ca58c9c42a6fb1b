package dev.bosphorus.container.session;

import dev.bosphorus.adapter.codec.CodecInstances;
import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.model.CallScope;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.container.session.remote.SendingSession;
import dev.bosphorus.container.session.sink.Recipient;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.SessionException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/**
 * The application's code, as one session calls it: with the application's class loader, and with everything that is thrown
 * routed to {@code onError}. That closes nothing (Jakarta WebSocket 2.2, 5.2.1): whoever wants to end a session after an
 * exception does so in {@code onError}. Without {@code onError} it is logged. Nothing thrown there ever reaches a caller.
 */
final class EndpointCalls implements Recipient, SendingSession {

    private static final Logger LOG = System.getLogger(EndpointCalls.class.getName());

    private final SessionEndpoint endpoint;
    private final InstanceFactory.Managed<?> instance;
    private final CallScope scope;
    private final WebSocketSession session;
    private final SessionSettings settings;
    private final CodecInstances codecs;

    EndpointCalls(SessionEndpoint endpoint, InstanceFactory.Managed<?> instance, WebSocketSession session,
            SessionFacts facts, EndpointConfig config, SessionSettings settings) {
        this.endpoint = endpoint;
        this.instance = instance;
        this.scope = new CallScope(instance.instance(), session, config, facts.pathParameters());
        this.session = session;
        this.settings = settings;
        this.codecs = new CodecInstances(config, endpoint.instances());
    }

    void open() {
        call(endpoint.model().onOpen(), scope.config());
    }

    @Override
    public void deliver(Callback callback, Object message, boolean last) {
        ClassLoader before = enter();
        InstanceFactory.Activation activation = endpoint.instances().activate();
        try {
            Object answer = callback.call(scope, message, last);
            if (answer != null) {
                session.outbound().sendObject(answer);
            }
        } catch (Throwable e) {
            failed(e);
        } finally {
            leave(before, activation);
        }
    }

    @Override
    public boolean takesLoans() {
        return endpoint.model().nonBlocking();
    }

    /** Tells the application what its own code, or a message that does not suit it, has led to. */
    void failed(Throwable failure) {
        failed(failure, Level.ERROR);
    }

    /**
     * Tells the application how the connection failed, which is no fault of its own and must not fill its logs: "connection
     * problems [...] are modeled as SessionExceptions" ({@code Endpoint.onError}).
     */
    void connectionFailed(Throwable failure) {
        String message = failure.getMessage() != null ? failure.getMessage() : failure.toString();
        failed(new SessionException(message, failure, session), Level.DEBUG);
    }

    private void failed(Throwable failure, Level level) {
        EndpointModel model = endpoint.model();
        if (model.onError().isEmpty()) {
            LOG.log(level, model.endpointClass().getName() + " has no onError for a failure of " + session, failure);
            return;
        }
        ClassLoader before = enter();
        InstanceFactory.Activation activation = endpoint.instances().activate();
        try {
            model.onError().get().call(scope, failure, true);
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "onError of " + model.endpointClass().getName() + " failed", e);
        } finally {
            leave(before, activation);
        }
    }

    /** Calls {@code onClose} and gives back what the session had of the application's. */
    void close(CloseReason reason) {
        call(endpoint.model().onClose(), reason);
        ClassLoader before = enter();
        InstanceFactory.Activation activation = endpoint.instances().activate();
        try {
            codecs.close();
            instance.close();
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "releasing what " + session + " held failed", e);
        } finally {
            leave(before, activation);
        }
    }

    private void call(Optional<Callback> callback, Object payload) {
        if (callback.isPresent()) {
            ClassLoader before = enter();
            InstanceFactory.Activation activation = endpoint.instances().activate();
            try {
                callback.get().call(scope, payload, true);
            } catch (Throwable e) {
                failed(e);
            } finally {
                leave(before, activation);
            }
        }
    }

    // ---- Asynchronous sends --------------------------------------------------------------------------------------

    @Override
    public void sent(SendHandler handler, Throwable failure) {
        if (endpoint.model().nonBlocking() || session.connection().mayWait()) {
            tell(handler, failure);
            return;
        }
        try {
            settings.workers().execute(() -> tell(handler, failure));
        } catch (RejectedExecutionException e) {
            // The server has stopped; then no connection is left that this thread could hold up.
            tell(handler, failure);
        }
    }

    /** Runs code of the application that is no callback of its endpoint. */
    void run(Runnable code) {
        ClassLoader before = enter();
        InstanceFactory.Activation activation = endpoint.instances().activate();
        try {
            code.run();
        } catch (Throwable e) {
            failed(e);
        } finally {
            leave(before, activation);
        }
    }

    private void tell(SendHandler handler, Throwable failure) {
        ClassLoader before = enter();
        InstanceFactory.Activation activation = endpoint.instances().activate();
        try {
            handler.onResult(failure == null ? new SendResult(session) : new SendResult(session, failure));
        } catch (Throwable e) {
            LOG.log(Level.ERROR, "the SendHandler " + handler.getClass().getName() + " failed", e);
        } finally {
            leave(before, activation);
        }
    }

    // ---- Codecs --------------------------------------------------------------------------------------------------

    @Override
    public Decoder decoder(DecoderModel model) {
        return codecs.decoder(model);
    }

    @Override
    public Encoder encoder(EncoderModel model) {
        return codecs.encoder(model);
    }

    @Override
    public InstanceFactory.Activation activate() {
        return endpoint.instances().activate();
    }

    // ---- What surrounds a call -----------------------------------------------------------------------------------

    /** @return the class loader to {@link #leave} with */
    private ClassLoader enter() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        if (before != settings.classLoader()) {
            thread.setContextClassLoader(settings.classLoader());
        }
        return before;
    }

    private void leave(ClassLoader before, InstanceFactory.Activation activation) {
        if (activation != null) {
            activation.close();
        }
        if (before != settings.classLoader()) {
            Thread.currentThread().setContextClassLoader(before);
        }
    }
}
