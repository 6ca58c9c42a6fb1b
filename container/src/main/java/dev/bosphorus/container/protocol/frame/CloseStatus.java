package dev.bosphorus.container.protocol.frame;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A close code with its reason (RFC 6455, 7.1.5 to 7.4): the only place that knows which codes are legal.
 *
 * @param code   the code; {@link #NO_STATUS_CODE} and {@link #ABNORMAL_CODE} never appear on the wire
 * @param reason the reason, never {@code null}
 */
public record CloseStatus(int code, String reason) {

    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int PROTOCOL_ERROR = 1002;
    public static final int UNSUPPORTED_DATA = 1003;
    public static final int NO_STATUS_CODE = 1005;
    public static final int ABNORMAL_CODE = 1006;
    public static final int INVALID_PAYLOAD = 1007;
    public static final int POLICY_VIOLATION = 1008;
    public static final int MESSAGE_TOO_BIG = 1009;
    public static final int MANDATORY_EXTENSION = 1010;
    public static final int INTERNAL_ERROR = 1011;
    public static final int SERVICE_RESTART = 1012;
    public static final int TRY_AGAIN_LATER = 1013;
    public static final int BAD_GATEWAY = 1014;

    /** The most bytes of UTF-8 that a reason may have: a control frame's 125 less the code (RFC 6455, 5.5). */
    public static final int MAX_REASON_BYTES = 123;

    /** What a Close frame without a body stands for (RFC 6455, 7.1.5). */
    public static final CloseStatus NO_STATUS = new CloseStatus(NO_STATUS_CODE, "");

    /** What the end of a connection without any Close frame stands for (RFC 6455, 7.1.5). */
    public static final CloseStatus ABNORMAL = new CloseStatus(ABNORMAL_CODE, "");

    /** {@code code} without a reason. */
    public static CloseStatus of(int code) {
        return new CloseStatus(code, "");
    }

    /** Whether a Close frame may carry the code (RFC 6455, 7.4.1, 7.4.2 and the IANA registry). */
    public static boolean isLegalOnWire(int code) {
        if (code >= 3000) {
            return code <= 4999;
        }
        return code >= NORMAL && code <= UNSUPPORTED_DATA || code >= INVALID_PAYLOAD && code <= BAD_GATEWAY;
    }

    /**
     * Reads the body of a Close frame.
     *
     * @throws ProtocolException with 1002 where the body has one byte or an illegal code, with 1007 where the reason is
     *                           not UTF-8
     */
    public static CloseStatus parse(ByteBuffer body) throws ProtocolException {
        if (!body.hasRemaining()) {
            return NO_STATUS;
        }
        if (body.remaining() == 1) {
            throw new ProtocolException(PROTOCOL_ERROR, "a Close body of one byte holds no status code");
        }
        int code = body.getShort() & 0xFFFF;
        if (!isLegalOnWire(code)) {
            throw new ProtocolException(PROTOCOL_ERROR, "close code " + code + " may not be sent");
        }
        String reason = Utf8.decode(body);
        if (reason == null) {
            // RFC 6455, 8.1: a byte stream that is to be UTF-8 and is not fails the connection.
            throw new ProtocolException(INVALID_PAYLOAD, "the reason in the Close frame is not UTF-8");
        }
        return new CloseStatus(code, reason);
    }

    /**
     * The body of a Close frame with this status; empty for {@link #NO_STATUS}.
     *
     * @throws IllegalArgumentException where the code may not be sent, or the reason is longer than 123 bytes
     */
    public byte[] toBody() {
        if (code == NO_STATUS_CODE) {
            return new byte[0];
        }
        if (!isLegalOnWire(code)) {
            throw new IllegalArgumentException("close code " + code + " may not be sent");
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        if (text.length > MAX_REASON_BYTES) {
            throw new IllegalArgumentException(
                    "a close reason has at most " + MAX_REASON_BYTES + " bytes of UTF-8, not " + text.length);
        }
        return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
    }

    /** This status with as much of its reason as a Close frame can carry, cut between characters. */
    public CloseStatus fitted() {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        if (text.length <= MAX_REASON_BYTES) {
            return this;
        }
        int end = MAX_REASON_BYTES;
        while ((text[end] & 0xC0) == 0x80) {
            end--;
        }
        return new CloseStatus(code, new String(text, 0, end, StandardCharsets.UTF_8));
    }
}
