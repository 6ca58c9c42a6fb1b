package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import jakarta.websocket.DecodeException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Gathers whole messages. One that comes in one part is not copied here; others are gathered in an array that grows as they
 * do, up to the engine's limit.
 */
final class WholeSink implements MessageSink {

    /** What becomes of a whole message. */
    @FunctionalInterface
    interface Conversion {
        /** @return the message as the application takes it; {@code null} where nothing is to be delivered */
        Object convert(ByteBuffer message) throws DecodeException, IOException;
    }

    private final Recipient recipient;
    private final Callback callback;
    private final Conversion conversion;
    /** What has come of the message under way; {@code null} between messages. */
    private byte[] gathered;
    private int size;

    WholeSink(Recipient recipient, Callback callback, Conversion conversion) {
        this.recipient = recipient;
        this.callback = callback;
        this.conversion = conversion;
    }

    @Override
    public void accept(ByteBuffer part, boolean last) {
        if (gathered == null && last) {
            deliver(part);
            return;
        }
        gather(part);
        if (last) {
            ByteBuffer whole = ByteBuffer.wrap(gathered, 0, size);
            gathered = null;
            size = 0;
            deliver(whole);
        }
    }

    private void gather(ByteBuffer part) {
        int count = part.remaining();
        if (gathered == null) {
            gathered = new byte[Math.max(2 * count, 256)];
        } else if (size + count > gathered.length) {
            gathered = Arrays.copyOf(gathered, Math.max(2 * gathered.length, size + count));
        }
        part.get(gathered, size, count);
        size += count;
    }

    private void deliver(ByteBuffer message) {
        Object converted;
        try {
            converted = conversion.convert(message);
        } catch (DecodeException | IOException | RuntimeException e) {
            recipient.failed(e);
            return;
        }
        if (converted != null) {
            recipient.deliver(callback, converted, true);
        }
    }
}
