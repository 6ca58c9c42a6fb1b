package dev.bosphorus.tck.wire.frame;

import java.util.Arrays;

/**
 * A frame as it was received, unmasked.
 *
 * @param reserved the bits RSV1 (4), RSV2 (2) and RSV3 (1)
 * @param masked   whether it came masked
 * @param key      that it was masked with; 0 where it was not
 * @param fault    what every such frame gets wrong whatever was negotiated; {@code null} where it is lawful
 */
public record InFrame(boolean fin, int reserved, int opcode, boolean masked, int key, byte[] payload, String fault) {

    private static final int NO_CODE = 1005;

    /** Whether it is a control frame. */
    public boolean isControl() {
        return Opcodes.isControl(opcode);
    }

    /** The code of a Close frame; 1005 where it has none (RFC 6455, 7.1.5). */
    public int closeCode() {
        return payload.length < 2 ? NO_CODE : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
    }

    /** The bytes of a Close frame's reason. */
    public byte[] closeReason() {
        return payload.length < 2 ? new byte[0] : Arrays.copyOfRange(payload, 2, payload.length);
    }

    /** In a few words. */
    public String describe() {
        if (opcode == Opcodes.CLOSE) {
            return "Close " + closeCode();
        }
        return Opcodes.name(opcode) + " frame of " + payload.length + " bytes" + (fin ? "" : ", not final");
    }
}
