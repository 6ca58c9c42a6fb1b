package dev.bosphorus.container.protocol.extension;

/**
 * How permessage-deflate is negotiated and used (RFC 7692).
 *
 * <p>What it costs: a message under way takes some 256 KiB outside the heap to be sent, some 40 KiB to be received. Between
 * messages a connection keeps, for receiving with context takeover, as many heap bytes as have come, at most the peer's window, and
 * five seconds after the last message those in compressed form, so that the next one takes some tenths of a millisecond more; for
 * sending with context takeover, one of the {@code maxContexts}, or with a window below 32 KiB as many heap bytes as have
 * been sent, at most that window.
 *
 * @param level                   of compression, 0 to 9, or -1 for zlib's default
 * @param minBytes                whole messages smaller than that are sent as they are, 0 and up
 * @param serverContextTakeover   whether the server keeps its window from message to message, where the client lets it
 * @param clientContextTakeover   whether the client does, where the server lets it; a server that says no asks the client not to
 * @param serverMaxWindowBits     the largest window the server uses, 8 to 15 (2^n bytes)
 * @param clientMaxWindowBits     the largest window the client is to use, 8 to 15; a client may be unable to limit its own
 * @param maxContexts             how many connections at a time keep a window of 32 KiB for sending, 1 and up; the window of any
 *                                other starts empty with its next message, which costs compression, never correctness
 */
public record DeflateOptions(
        int level,
        int minBytes,
        boolean serverContextTakeover,
        boolean clientContextTakeover,
        int serverMaxWindowBits,
        int clientMaxWindowBits,
        int maxContexts) {

    /** zlib's default level, messages from 64 bytes, takeover both ways, windows of 32 KiB, 64 contexts (16 MiB). */
    public static final DeflateOptions DEFAULTS = new DeflateOptions(-1, 64, true, true, 15, 15, 64);

    public DeflateOptions {
        within("level", level, -1, 9);
        within("minBytes", minBytes, 0, Integer.MAX_VALUE);
        within("serverMaxWindowBits", serverMaxWindowBits, 8, 15);
        within("clientMaxWindowBits", clientMaxWindowBits, 8, 15);
        within("maxContexts", maxContexts, 1, 1 << 20);
    }

    /** These options with another level of compression. */
    public DeflateOptions withLevel(int newLevel) {
        return new DeflateOptions(newLevel, minBytes, serverContextTakeover, clientContextTakeover,
                serverMaxWindowBits, clientMaxWindowBits, maxContexts);
    }

    /** These options with another size from which messages are compressed. */
    public DeflateOptions withMinBytes(int bytes) {
        return new DeflateOptions(level, bytes, serverContextTakeover, clientContextTakeover,
                serverMaxWindowBits, clientMaxWindowBits, maxContexts);
    }

    /** These options with or without context takeover. */
    public DeflateOptions withContextTakeover(boolean server, boolean client) {
        return new DeflateOptions(level, minBytes, server, client, serverMaxWindowBits, clientMaxWindowBits, maxContexts);
    }

    /** These options with other windows, in bits. */
    public DeflateOptions withMaxWindowBits(int server, int client) {
        return new DeflateOptions(level, minBytes, serverContextTakeover, clientContextTakeover, server, client, maxContexts);
    }

    /** These options with another number of contexts. */
    public DeflateOptions withMaxContexts(int contexts) {
        return new DeflateOptions(level, minBytes, serverContextTakeover, clientContextTakeover,
                serverMaxWindowBits, clientMaxWindowBits, contexts);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be between " + least + " and " + most + ", not " + value);
        }
    }
}
