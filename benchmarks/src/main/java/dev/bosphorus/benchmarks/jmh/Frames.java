package dev.bosphorus.benchmarks.jmh;

import dev.bosphorus.container.protocol.engine.EngineResources;
import dev.bosphorus.container.protocol.frame.HeaderWriter;
import dev.bosphorus.container.protocol.frame.Masker;
import java.nio.ByteBuffer;

/** Frames as they stand on the wire. */
final class Frames {

    static final int TEXT = 0x81;
    static final int BINARY = 0x82;

    private static final int SCRATCH_BYTES = 8192;

    /** For engines that neither mask nor transform, which therefore ask for nothing. */
    static final EngineResources RESOURCES = new EngineResources(() -> 0, new EngineResources.Scratch() {
        @Override
        public ByteBuffer take() {
            return ByteBuffer.allocate(SCRATCH_BYTES);
        }

        @Override
        public void give(ByteBuffer buffer) {
            // The garbage collector takes it.
        }
    });

    private static final int KEY = 0x1a2b3c4d;

    private Frames() {
    }

    /** ASCII of that length. */
    static byte[] payload(int bytes) {
        byte[] payload = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            payload[i] = (byte) ('a' + i % 26);
        }
        return payload;
    }

    /** As a client sends it. */
    static byte[] masked(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(HeaderWriter.length(payload.length, true) + payload.length);
        HeaderWriter.write(frame, firstByte, payload.length, true, KEY);
        int start = frame.position();
        Masker.mask(frame.put(payload), start, frame.position(), KEY);
        return frame.array();
    }

    /** As a server sends it. */
    static ByteBuffer plain(int firstByte, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(HeaderWriter.length(payload.length, false) + payload.length);
        HeaderWriter.write(frame, firstByte, payload.length, false, 0);
        return frame.put(payload).flip();
    }
}
