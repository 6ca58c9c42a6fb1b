package dev.bosphorus.tck.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A frame of RFC 6455, section 5.2, unmasked. */
public record Frame(boolean last, int opcode, byte[] payload) {

    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** A whole text message, or its first part. */
    public static Frame text(String text, boolean last) {
        return new Frame(last, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A whole binary message, or its first part. */
    public static Frame binary(boolean last, byte... bytes) {
        return new Frame(last, BINARY, bytes);
    }

    /** A further part of a message. */
    public static Frame continuation(boolean last, byte... bytes) {
        return new Frame(last, CONTINUATION, bytes);
    }

    /** A Ping. */
    public static Frame ping(byte... bytes) {
        return new Frame(true, PING, bytes);
    }

    /** A Pong. */
    public static Frame pong(byte... bytes) {
        return new Frame(true, PONG, bytes);
    }

    /** A Close with a status. */
    public static Frame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return new Frame(true, CLOSE, ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
    }

    /** A Close without a body. */
    public static Frame close() {
        return new Frame(true, CLOSE, new byte[0]);
    }

    /** As a client sends it. The mask does not matter to what is tested. */
    byte[] masked() {
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write((last ? 0x80 : 0) | opcode);
        if (payload.length < 126) {
            bytes.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            bytes.write(0x80 | 126);
            bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            bytes.write(0x80 | 127);
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        bytes.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            bytes.write(payload[i] ^ mask[i % 4]);
        }
        return bytes.toByteArray();
    }

    /** A Close as {@code 1000 reason}; 1005 where it has no status (RFC 6455, 7.1.5). */
    String status() {
        if (payload.length == 0) {
            return "1005";
        }
        ByteBuffer body = ByteBuffer.wrap(payload);
        int code = Short.toUnsignedInt(body.getShort());
        return (code + " " + StandardCharsets.UTF_8.decode(body)).strip();
    }
}
