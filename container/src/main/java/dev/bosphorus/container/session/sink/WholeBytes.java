package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import java.nio.ByteBuffer;

/** Whole binary messages as {@code byte[]}. */
final class WholeBytes extends WholeMessage {

    WholeBytes(Recipient recipient, Callback callback) {
        super(recipient, callback);
    }

    @Override
    Object payload(ByteBuffer message) {
        return Bytes.copy(message);
    }

    @Override
    Object payload(MessageBuffer gathered) {
        return gathered.message();
    }
}
