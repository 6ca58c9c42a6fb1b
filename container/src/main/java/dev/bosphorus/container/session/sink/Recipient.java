package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.model.Callback;
import jakarta.websocket.Decoder;

/** The session, as its sinks see it. */
public interface Recipient {

    /** Calls the application; what it throws is dealt with there. */
    void deliver(Callback callback, Object message, boolean last);

    /** Tells the application's error callback. */
    void failed(Throwable failure);

    /** The session's instance of a decoder. */
    Decoder decoder(DecoderModel model);
}
