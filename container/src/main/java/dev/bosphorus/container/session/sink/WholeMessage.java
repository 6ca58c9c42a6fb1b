package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import java.nio.ByteBuffer;

/** A binary message that the application gets whole; what arrives in one part is not gathered first. */
abstract class WholeMessage implements MessageSink {

    private final Recipient recipient;
    private final Callback callback;
    /** What has come of the message under way; {@code null} between messages. */
    private MessageBuffer held;

    WholeMessage(Recipient recipient, Callback callback) {
        this.recipient = recipient;
        this.callback = callback;
    }

    @Override
    public final void expect(long ahead) {
        if (held == null) {
            held = gathering();
        }
        held.expect(ahead);
    }

    @Override
    public final void accept(ByteBuffer part, boolean last) {
        if (last && held == null) {
            deliver(payload(part));
            return;
        }
        if (held == null) {
            held = gathering();
        }
        held.add(part, last);
        if (last) {
            MessageBuffer message = held;
            held = null;
            deliver(payload(message));
        }
    }

    private void deliver(Object payload) {
        recipient.deliver(callback, payload, true);
        returned(payload);
    }

    /** What the parts of a message are gathered in. */
    MessageBuffer gathering() {
        return new MessageBuffer();
    }

    /** The application has been called with that. */
    void returned(Object payload) {
        // It may keep it.
    }

    /** What the application gets for a message in a buffer that is only lent. */
    abstract Object payload(ByteBuffer message);

    /** What the application gets for a message that had to be gathered. */
    abstract Object payload(MessageBuffer gathered);
}
