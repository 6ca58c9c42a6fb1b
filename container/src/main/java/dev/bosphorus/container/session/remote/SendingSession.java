package dev.bosphorus.container.session.remote;

import dev.bosphorus.adapter.codec.EncoderSet.EncoderModel;
import dev.bosphorus.adapter.config.InstanceFactory;
import jakarta.websocket.Encoder;
import jakarta.websocket.SendHandler;

/** The session on whose behalf messages are sent, as its remotes see it. Safe from any thread. */
public interface SendingSession {

    /** The session's instance of an encoder. */
    Encoder encoder(EncoderModel model);

    /** Begins what has to surround a call of an encoder; {@code null} for nothing. */
    InstanceFactory.Activation activate();

    /**
     * Tells a handler of the application how an asynchronous send ended, on a thread that may run the application's code
     * and with its class loader set. What the handler throws is logged.
     *
     * @param failure {@code null} where it went well
     */
    void sent(SendHandler handler, Throwable failure);
}
