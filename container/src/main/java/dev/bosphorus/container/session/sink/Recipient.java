package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.model.Callback;
import jakarta.websocket.Decoder;

/** The session, as its sinks see it. */
public interface Recipient {

    /** Calls the application, decoders included; what it throws is dealt with there. Never throws. */
    void deliver(Callback callback, Object message, boolean last);

    /** Whether buffers may be lent to the application for the time of a callback, instead of copied. */
    default boolean takesLoans() {
        return false;
    }

    /** The session's instance of a decoder. */
    Decoder decoder(DecoderModel model);
}
