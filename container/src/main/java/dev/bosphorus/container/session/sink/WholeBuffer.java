package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import java.nio.ByteBuffer;

/** Whole binary messages as a {@code ByteBuffer} of its own, which the application may keep. */
final class WholeBuffer extends WholeMessage {

    WholeBuffer(Recipient recipient, Callback callback) {
        super(recipient, callback);
    }

    @Override
    Object payload(ByteBuffer message) {
        return ByteBuffer.wrap(Bytes.copy(message));
    }

    @Override
    Object payload(MessageBuffer gathered) {
        return ByteBuffer.wrap(gathered.message());
    }
}
