package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;

/** Pongs as {@link PongMessage}, whose data the application may keep. */
final class PongSink implements MessageSink {

    private final Recipient recipient;
    private final Callback callback;

    PongSink(Recipient recipient, Callback callback) {
        this.recipient = recipient;
        this.callback = callback;
    }

    @Override
    public void accept(ByteBuffer part, boolean last) {
        ByteBuffer data = ByteBuffer.wrap(Bytes.copy(part));
        recipient.deliver(callback, (PongMessage) () -> data, true);
    }
}
