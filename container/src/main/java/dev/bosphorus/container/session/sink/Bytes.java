package dev.bosphorus.container.session.sink;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Copies of what a buffer holds. */
final class Bytes {

    private Bytes() {
    }

    static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** The text of whole, valid UTF-8. */
    static String text(ByteBuffer utf8) {
        if (utf8.hasArray()) {
            return new String(utf8.array(), utf8.arrayOffset() + utf8.position(), utf8.remaining(), StandardCharsets.UTF_8);
        }
        return new String(copy(utf8), StandardCharsets.UTF_8);
    }
}
