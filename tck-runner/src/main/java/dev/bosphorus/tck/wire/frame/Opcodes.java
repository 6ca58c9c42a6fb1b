package dev.bosphorus.tck.wire.frame;

/** The opcodes of RFC 6455, 5.2. */
public final class Opcodes {

    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xa;

    private static final int CONTROL_BIT = 0x8;

    private Opcodes() {
    }

    /** Whether the opcode is one of a control frame (5.5), defined or not. */
    public static boolean isControl(int opcode) {
        return (opcode & CONTROL_BIT) != 0;
    }

    /** The name of a frame with that opcode. */
    public static String name(int opcode) {
        return switch (opcode) {
            case CONTINUATION -> "continuation";
            case TEXT -> "text";
            case BINARY -> "binary";
            case CLOSE -> "Close";
            case PING -> "Ping";
            case PONG -> "Pong";
            default -> "opcode 0x" + Integer.toHexString(opcode);
        };
    }
}
