package dev.bosphorus.container.session.sink;

import java.nio.ByteBuffer;

/** Copies of what a buffer holds. */
final class Bytes {

    private Bytes() {
    }

    static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
