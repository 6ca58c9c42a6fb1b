package dev.bosphorus.container.session;

import dev.bosphorus.container.protocol.engine.SharedMessage;
import dev.bosphorus.extra.PreparedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message for many sessions as the application holds it. */
record Prepared(SharedMessage message) implements PreparedMessage {

    static Prepared text(String text) {
        return new Prepared(new SharedMessage(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** A copy; the position of the data stays. */
    static Prepared binary(ByteBuffer data) {
        return new Prepared(new SharedMessage(false, ByteBuffer.allocate(data.remaining()).put(data.duplicate()).flip()));
    }

    /** @throws IllegalArgumentException where it is none of ours */
    static SharedMessage of(PreparedMessage message) {
        if (message instanceof Prepared prepared) {
            return prepared.message();
        }
        throw new IllegalArgumentException("this message was prepared by no session of Bosphorus: " + message);
    }

    @Override
    public boolean isText() {
        return message.isText();
    }

    @Override
    public int size() {
        return message.payload().remaining();
    }
}
