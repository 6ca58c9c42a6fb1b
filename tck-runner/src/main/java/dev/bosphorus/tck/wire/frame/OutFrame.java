package dev.bosphorus.tck.wire.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A frame to send, lawful or not: every bit of it is free.
 *
 * @param reserved the bits RSV1 (4), RSV2 (2) and RSV3 (1)
 * @param masking  whether it is masked as the standard wants it for that side
 * @param key      the masking key
 * @param declared the payload length that the header states; it is the payload's in all lawful frames
 */
public record OutFrame(boolean fin, int reserved, int opcode, byte[] payload, Masking masking, int key, LengthForm form,
        long declared) {

    /** RSV1, which permessage-deflate gives a meaning. */
    public static final int RSV1 = 4;

    private static final int DEFAULT_KEY = 0x5a_a5_0f_c3;
    private static final int SHORT_MAX = 125;
    private static final int SIXTEEN_BITS = 126;
    private static final int SIXTY_FOUR_BITS = 127;
    private static final int LONGEST_HEADER = 14;

    /** Whether the mask is there. */
    public enum Masking {
        /** As RFC 6455, 5.1 wants it. */
        LAWFUL,
        /** The other way. */
        UNLAWFUL
    }

    /** How the payload length is written. */
    public enum LengthForm {
        /** In as few bytes as can be, which alone is lawful (5.2). */
        SHORTEST,
        /** In 16 bits. */
        AS_16_BITS,
        /** In 64 bits. */
        AS_64_BITS
    }

    /** A lawful frame. */
    public static OutFrame of(int opcode, byte[] payload) {
        return new OutFrame(true, 0, opcode, payload, Masking.LAWFUL, DEFAULT_KEY, LengthForm.SHORTEST, payload.length);
    }

    /** A text frame. */
    public static OutFrame text(String text) {
        return of(Opcodes.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A text frame with these bytes, which may be no UTF-8. */
    public static OutFrame text(byte... payload) {
        return of(Opcodes.TEXT, payload);
    }

    /** A binary frame. */
    public static OutFrame binary(byte... payload) {
        return of(Opcodes.BINARY, payload);
    }

    /** A continuation frame. */
    public static OutFrame continuation(byte... payload) {
        return of(Opcodes.CONTINUATION, payload);
    }

    /** A Ping. */
    public static OutFrame ping(byte... payload) {
        return of(Opcodes.PING, payload);
    }

    /** A Pong. */
    public static OutFrame pong(byte... payload) {
        return of(Opcodes.PONG, payload);
    }

    /** A Close with a body, which may be none that is lawful. */
    public static OutFrame close(byte... body) {
        return of(Opcodes.CLOSE, body);
    }

    /** A Close with a code, which is written as it is, and a reason. */
    public static OutFrame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return close(ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array());
    }

    /** The same frame with FIN clear. */
    public OutFrame unfinished() {
        return new OutFrame(false, reserved, opcode, payload, masking, key, form, declared);
    }

    /** The same frame with these reserved bits. */
    public OutFrame reserved(int bits) {
        return new OutFrame(fin, bits, opcode, payload, masking, key, form, declared);
    }

    /** The same frame, masked where it must not be, or not masked where it must be. */
    public OutFrame unlawfullyMasked() {
        return new OutFrame(fin, reserved, opcode, payload, Masking.UNLAWFUL, key, form, declared);
    }

    /** The same frame with this masking key, where it is masked. */
    public OutFrame key(int newKey) {
        return new OutFrame(fin, reserved, opcode, payload, masking, newKey, form, declared);
    }

    /** The same frame with its length in this form. */
    public OutFrame form(LengthForm newForm) {
        return new OutFrame(fin, reserved, opcode, payload, masking, key, newForm, declared);
    }

    /** The same frame with a header that states another length, in 64 bits. */
    public OutFrame declaring(long length) {
        return new OutFrame(fin, reserved, opcode, payload, masking, key, LengthForm.AS_64_BITS, length);
    }

    /** The bytes to send to that side. */
    public byte[] bytes(Subject to) {
        boolean masked = to.wantsMask() == (masking == Masking.LAWFUL);
        ByteBuffer bytes = ByteBuffer.allocate(LONGEST_HEADER + payload.length);
        bytes.put((byte) ((fin ? 0x80 : 0) | reserved << 4 | opcode));
        putLength(bytes, masked ? 0x80 : 0);
        if (masked) {
            bytes.putInt(key);
        }
        for (int i = 0; i < payload.length; i++) {
            bytes.put((byte) (masked ? payload[i] ^ key >>> (24 - 8 * (i & 3)) : payload[i]));
        }
        byte[] exact = new byte[bytes.position()];
        bytes.flip().get(exact);
        return exact;
    }

    private void putLength(ByteBuffer bytes, int maskBit) {
        if (form == LengthForm.AS_64_BITS || form == LengthForm.SHORTEST && declared > 0xffff) {
            bytes.put((byte) (maskBit | SIXTY_FOUR_BITS)).putLong(declared);
        } else if (form == LengthForm.AS_16_BITS || declared > SHORT_MAX) {
            bytes.put((byte) (maskBit | SIXTEEN_BITS)).putShort((short) declared);
        } else {
            bytes.put((byte) (maskBit | (int) declared));
        }
    }
}
