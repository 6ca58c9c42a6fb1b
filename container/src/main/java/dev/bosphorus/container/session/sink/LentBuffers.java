package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import java.nio.ByteBuffer;

/**
 * Whole binary messages as a {@code ByteBuffer} that the application may use until it returns: "since they may be recycled by the
 * implementation" (Javadoc of {@code MessageHandler}). Afterwards it is empty, so that whoever has kept it does not read on in
 * somebody else's message.
 */
final class LentBuffers extends WholeMessage {

    private static final SpareArrays SPARES = new SpareArrays(Runtime.getRuntime().availableProcessors());

    /** What the message that the application has was gathered in; {@code null} where it was not. */
    private byte[] array;

    LentBuffers(Recipient recipient, Callback callback) {
        super(recipient, callback);
    }

    @Override
    Object payload(ByteBuffer message) {
        return message.slice();
    }

    @Override
    MessageBuffer gathering() {
        return new MessageBuffer(SPARES.take());
    }

    @Override
    Object payload(MessageBuffer gathered) {
        ByteBuffer lent = gathered.lent();
        array = lent.array();
        return lent;
    }

    @Override
    void returned(Object payload) {
        ((ByteBuffer) payload).limit(0);
        if (array != null) {
            SPARES.give(array);
            array = null;
        }
    }
}
