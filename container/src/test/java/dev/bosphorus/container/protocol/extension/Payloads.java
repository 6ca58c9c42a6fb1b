package dev.bosphorus.container.protocol.extension;

import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

/** Test data, and ways to run it through transforms. */
final class Payloads {

    private Payloads() {
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] random(Random random, int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Text as applications send it: much of it the same in every message. */
    static byte[] json(Random random, int count) {
        StringBuilder text = new StringBuilder();
        while (text.length() < count) {
            text.append("{\"type\":\"trade\",\"symbol\":\"").append((char) ('A' + random.nextInt(26)))
                    .append("\",\"price\":").append(random.nextInt(10_000)).append("},");
        }
        return text.substring(0, count).getBytes(StandardCharsets.UTF_8);
    }

    /** Random bytes that come again after just {@code period} bytes, where only a match of that distance can save anything. */
    static byte[] periodic(Random random, int period, int count) {
        byte[] bytes = Arrays.copyOf(random(random, period), count);
        for (int i = period; i < count; i++) {
            bytes[i] = bytes[i - period];
        }
        return bytes;
    }

    /** Runs one part through a transform whose output never has more than {@code room} bytes. */
    static byte[] run(PayloadTransform transform, ByteBuffer in, boolean last, int room) throws ProtocolException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        ByteBuffer out = ByteBuffer.allocate(room);
        boolean done;
        do {
            out.clear();
            done = transform.transform(in, last, out);
            if (!done && out.hasRemaining() && out.position() == 0) {
                throw new AssertionError("no progress with " + room + " bytes of room");
            }
            result.write(out.array(), 0, out.position());
        } while (!done);
        if (in.hasRemaining()) {
            throw new AssertionError("done with " + in.remaining() + " bytes left");
        }
        return result.toByteArray();
    }

    static byte[] deflate(PayloadTransform.Outbound transform, byte[] message) throws ProtocolException {
        transform.begin(message.length, true);
        return run(transform, ByteBuffer.wrap(message), true, 4096);
    }

    static byte[] inflate(PayloadTransform.Inbound transform, byte[] payload) throws ProtocolException {
        transform.begin(Extension.RSV1);
        return run(transform, ByteBuffer.wrap(payload), true, 4096);
    }
}
