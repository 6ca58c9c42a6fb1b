package dev.bosphorus.benchmarks.compare;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/** The messages of one load, which every connection sends in turn, and their frames as a client sends them. Immutable. */
final class Messages {

    private static final int LARGE = 16 << 10;
    private static final int FINAL = 0x80;
    private static final int DEFLATED = 0x40;
    private static final int MASKED = 0x80;
    private static final int KEY = 0x7be21c95;
    /** RFC 7692, 7.2.1: the end of a sync flush is left out. */
    private static final int TAIL = 4;

    private final Content content;
    private final List<byte[]> payloads;
    private final List<byte[]> frames;

    Messages(Content content, int bytes) {
        int variants = bytes > LARGE ? 2 : content.deflated() ? 64 : 8;
        this.content = content;
        this.payloads = IntStream.range(0, variants).mapToObj(number -> content.message(number, bytes)).toList();
        this.frames = payloads.stream()
                .map(payload -> content.deflated() ? frame(content.opcode() | DEFLATED, deflate(payload)) : frame(content.opcode(), payload))
                .toList();
    }

    Content content() {
        return content;
    }

    /** How many different ones there are. */
    int variants() {
        return payloads.size();
    }

    byte[] payload(long number) {
        return payloads.get((int) (number % payloads.size()));
    }

    byte[] frame(long number) {
        return frames.get((int) (number % frames.size()));
    }

    /** One masked frame that is a whole message. */
    static byte[] frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length).put((byte) (FINAL | opcode));
        if (payload.length < 126) {
            frame.put((byte) (MASKED | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (MASKED | 127)).putLong(payload.length);
        }
        frame.putInt(KEY);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ KEY >>> 24 - 8 * (i % 4)));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    /** Without reference to messages before, which a client may always do. */
    private static byte[] deflate(byte[] message) {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            deflater.setInput(message);
            byte[] room = new byte[message.length + 64];
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int length = room.length; length == room.length;) {
                length = deflater.deflate(room, 0, room.length, Deflater.SYNC_FLUSH);
                out.write(room, 0, length);
            }
            return Arrays.copyOf(out.toByteArray(), out.size() - TAIL);
        } finally {
            deflater.end();
        }
    }
}
