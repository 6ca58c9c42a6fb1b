package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import java.nio.ByteBuffer;

/**
 * Whole binary messages as a {@code ByteBuffer} that the application may use until it returns: "since they may be recycled by the
 * implementation" (Javadoc of {@code MessageHandler}). Afterwards it is empty, so that whoever has kept it does not read on in
 * somebody else's message.
 */
final class LentBuffers extends WholeMessage {

    LentBuffers(Recipient recipient, Callback callback) {
        super(recipient, callback);
    }

    @Override
    Object payload(ByteBuffer message) {
        return message.slice();
    }

    @Override
    Object payload(byte[] message) {
        return ByteBuffer.wrap(message);
    }

    @Override
    void returned(Object payload) {
        ((ByteBuffer) payload).limit(0);
    }
}
