package dev.bosphorus.container.protocol.frame;

/** The defined opcodes (RFC 6455, 5.2 and 11.8). */
public enum Opcode {
    CONTINUATION(0x0),
    TEXT(0x1),
    BINARY(0x2),
    CLOSE(0x8),
    PING(0x9),
    PONG(0xA);

    private static final Opcode[] BY_CODE = new Opcode[16];

    static {
        for (Opcode opcode : values()) {
            BY_CODE[opcode.code] = opcode;
        }
    }

    private final int code;

    Opcode(int code) {
        this.code = code;
    }

    /** The opcode of those four bits, or {@code null} where they are reserved. */
    public static Opcode of(int code) {
        return BY_CODE[code & 0xF];
    }

    public int code() {
        return code;
    }

    /** Control frames have the highest bit of the opcode set (RFC 6455, 5.5). */
    public boolean isControl() {
        return code >= 0x8;
    }
}
