package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Whole text messages as {@code String}. */
final class WholeText implements MessageSink {

    private final Recipient recipient;
    private final Callback callback;
    /** What has come of the message under way; {@code null} between messages, and while they come in one part. */
    private MessageBuffer held;

    WholeText(Recipient recipient, Callback callback) {
        this.recipient = recipient;
        this.callback = callback;
    }

    @Override
    public void accept(String text) {
        recipient.deliver(callback, text, true);
    }

    @Override
    public void expect(long ahead) {
        held().expect(ahead);
    }

    @Override
    public void accept(ByteBuffer part, boolean last) {
        MessageBuffer message = held();
        message.add(part, last);
        if (last) {
            held = null;
            accept(new String(message.message(), StandardCharsets.UTF_8));
        }
    }

    private MessageBuffer held() {
        if (held == null) {
            held = new MessageBuffer();
        }
        return held;
    }
}
