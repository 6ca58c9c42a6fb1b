package dev.bosphorus.container.protocol.frame;

/**
 * A close code with its reason (RFC 6455, 7.1.5 to 7.4): the only place that knows which codes are legal.
 *
 * @param code   the code; {@link #NO_STATUS_CODE} and {@link #ABNORMAL_CODE} never appear on the wire
 * @param reason the reason, never {@code null}, at most 123 bytes of UTF-8
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

    /** What a Close frame without a body stands for (RFC 6455, 7.1.5). */
    public static final CloseStatus NO_STATUS = new CloseStatus(NO_STATUS_CODE, "");

    /** {@code code} without a reason. */
    public static CloseStatus of(int code) {
        return new CloseStatus(code, "");
    }

    /** Whether a Close frame may carry the code (RFC 6455, 7.4.1, 7.4.2 and the IANA registry). */
    public static boolean isLegalOnWire(int code) {
        throw new AssertionError(code);
    }
}
