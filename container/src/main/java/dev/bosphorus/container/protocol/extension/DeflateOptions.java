package dev.bosphorus.container.protocol.extension;

/**
 * How permessage-deflate is negotiated and used (RFC 7692).
 *
 * @param level                   of compression, 0 to 9, or -1 for zlib's default
 * @param minBytes                whole messages smaller than that are sent as they are, 0 and up
 * @param serverContextTakeover   whether the server keeps its window from message to message, where the client lets it
 * @param clientContextTakeover   whether the client does, where the server lets it
 * @param serverMaxWindowBits     the largest window the server uses, 8 to 15 (2^n bytes)
 * @param clientMaxWindowBits     the largest window the client is to use, 8 to 15
 */
public record DeflateOptions(
        int level,
        int minBytes,
        boolean serverContextTakeover,
        boolean clientContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits) {

    /** The default level, all messages, takeover both ways, windows of 32 KiB. */
    public static final DeflateOptions DEFAULTS = new DeflateOptions(-1, 0, true, true, 15, 15);

    public DeflateOptions {
        within("level", level, -1, 9);
        within("minBytes", minBytes, 0, Integer.MAX_VALUE);
        within("serverMaxWindowBits", serverMaxWindowBits, 8, 15);
        within("clientMaxWindowBits", clientMaxWindowBits, 8, 15);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
