package dev.bosphorus.container.protocol.frame;

/**
 * What one connection may ask of us; every limit is checked before the bytes are held.
 *
 * @param maxFrameBytes            payload of one data frame as it is on the wire, 125 and up; more closes with 1009
 * @param maxMessageBytes          a whole message after inflation, 1 and up; more closes with 1009. The default for
 *                                 text and for binary, which a session may change
 * @param maxFragments             frames of one message, 1 and up; more closes with 1008
 * @param maxControlFramesPerSecond Pings and Pongs received in one second, 1 and up; more closes with 1008
 * @param maxHeadBytes             the opening handshake's head, request or response, 256 and up; more is refused with 431
 * @param maxHeaderFields          header fields of that head, 8 and up; more is refused with 431
 */
public record ProtocolLimits(
        long maxFrameBytes,
        long maxMessageBytes,
        int maxFragments,
        int maxControlFramesPerSecond,
        int maxHeadBytes,
        int maxHeaderFields) {

    /** Frames as large as messages may be, messages of 64 KiB, 16 MiB in fragments of 256 bytes, heads of 16 KiB. */
    public static final ProtocolLimits DEFAULTS =
            new ProtocolLimits(Long.MAX_VALUE, 64 * 1024, 65_536, 1_000, 16 * 1024, 100);

    public ProtocolLimits {
        atLeast("maxFrameBytes", maxFrameBytes, 125);
        atLeast("maxMessageBytes", maxMessageBytes, 1);
        atLeast("maxFragments", maxFragments, 1);
        atLeast("maxControlFramesPerSecond", maxControlFramesPerSecond, 1);
        atLeast("maxHeadBytes", maxHeadBytes, 256);
        atLeast("maxHeaderFields", maxHeaderFields, 8);
    }

    /** These limits with another size of messages. */
    public ProtocolLimits withMaxMessageBytes(long bytes) {
        return new ProtocolLimits(
                maxFrameBytes, bytes, maxFragments, maxControlFramesPerSecond, maxHeadBytes, maxHeaderFields);
    }

    private static void atLeast(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
        }
    }
}
