package dev.bosphorus.container.protocol.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Checks a stream of UTF-8 (RFC 3629) piece by piece and fails at the first byte that can no longer be part of valid text.
 *
 * <p>ASCII is skipped many bytes at a time. All else goes through an automaton with one step a byte: a byte's row holds,
 * for each state, the next state in six bits, and a state is the number of bits to shift the row by. Not safe for threads.
 */
public final class Utf8 {

    /** A code point has ended, or none has begun. */
    private static final int COMPLETE = 0;
    private static final int ONE_MORE = 6;
    private static final int TWO_MORE = 12;
    private static final int THREE_MORE = 18;
    private static final int AFTER_E0 = 24;
    private static final int AFTER_ED = 30;
    private static final int AFTER_F0 = 36;
    private static final int AFTER_F4 = 42;
    /** Never left again. */
    private static final int INVALID = 48;
    private static final int STATE_MASK = 63;
    /** What the JDK's decoder puts in place of what is not valid. */
    private static final char REPLACEMENT = '\uFFFD';
    /** The next state of every byte in every state. */
    private static final long[] ROWS = new long[256];

    /** How many bytes go through the automaton before it looks for ASCII again. */
    private static final int STEPS = 16;
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final VarHandle ARRAY_LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    static {
        for (int state = COMPLETE; state <= INVALID; state += ONE_MORE) {
            allow(state, 0x00, 0xFF, INVALID);
        }
        // RFC 3629, section 4; it leaves out overlong forms, surrogates and what is beyond U+10FFFF.
        allow(COMPLETE, 0x00, 0x7F, COMPLETE);
        allow(COMPLETE, 0xC2, 0xDF, ONE_MORE);
        allow(COMPLETE, 0xE0, 0xEF, TWO_MORE);
        allow(COMPLETE, 0xE0, 0xE0, AFTER_E0);
        allow(COMPLETE, 0xED, 0xED, AFTER_ED);
        allow(COMPLETE, 0xF0, 0xF0, AFTER_F0);
        allow(COMPLETE, 0xF1, 0xF3, THREE_MORE);
        allow(COMPLETE, 0xF4, 0xF4, AFTER_F4);
        allow(AFTER_E0, 0xA0, 0xBF, ONE_MORE);
        allow(AFTER_ED, 0x80, 0x9F, ONE_MORE);
        allow(AFTER_F0, 0x90, 0xBF, TWO_MORE);
        allow(AFTER_F4, 0x80, 0x8F, TWO_MORE);
        allow(THREE_MORE, 0x80, 0xBF, TWO_MORE);
        allow(TWO_MORE, 0x80, 0xBF, ONE_MORE);
        allow(ONE_MORE, 0x80, 0xBF, COMPLETE);
    }

    /** The state; only its lowest six bits count. */
    private int state;

    /** At the beginning of a text. */
    public Utf8() {
    }

    /**
     * Decodes a whole text. Far faster than to check it first: the JDK's decoder puts U+FFFD in place of whatever is not valid, so
     * only text with that in it has to be checked.
     *
     * @param text its position stays where it is
     * @return {@code null} where that is not UTF-8
     */
    public static String decode(ByteBuffer text) {
        byte[] bytes;
        int from;
        if (text.hasArray()) {
            bytes = text.array();
            from = text.arrayOffset() + text.position();
        } else {
            bytes = new byte[text.remaining()];
            from = 0;
            text.get(text.position(), bytes);
        }
        String decoded = new String(bytes, from, text.remaining(), StandardCharsets.UTF_8);
        boolean valid = decoded.indexOf(REPLACEMENT) < 0
                || (accept(COMPLETE, bytes, from, from + text.remaining()) & STATE_MASK) == COMPLETE;
        return valid ? decoded : null;
    }

    private static void allow(int state, int first, int last, int next) {
        for (int value = first; value <= last; value++) {
            ROWS[value] = ROWS[value] & ~((long) STATE_MASK << state) | (long) next << state;
        }
    }

    /**
     * Checks the remaining bytes of {@code in}, whose position stays where it is.
     *
     * @return whether all of it can be the continuation of what came before; if not, only {@link #reset} helps
     */
    public boolean accept(ByteBuffer in) {
        long now = in.hasArray()
                ? accept(state, in.array(), in.arrayOffset() + in.position(), in.arrayOffset() + in.limit())
                : accept(state, in, in.position(), in.limit());
        state = (int) now & STATE_MASK;
        return state != INVALID;
    }

    private static long accept(int state, byte[] in, int from, int end) {
        long now = state;
        int at = from;
        while (at < end && (now & STATE_MASK) != INVALID) {
            if ((now & STATE_MASK) == COMPLETE) {
                at = skipAscii(in, at, end);
            }
            for (int stop = Math.min(end, at + STEPS); at < stop; at++) {
                now = ROWS[in[at] & 0xFF] >>> now;
            }
        }
        return now;
    }

    /** The same for a direct buffer. In one method for both, each access would have to look which of them it is. */
    private static long accept(int state, ByteBuffer in, int from, int end) {
        long now = state;
        int at = from;
        while (at < end && (now & STATE_MASK) != INVALID) {
            if ((now & STATE_MASK) == COMPLETE) {
                at = skipAscii(in, at, end);
            }
            for (int stop = Math.min(end, at + STEPS); at < stop; at++) {
                now = ROWS[in.get(at) & 0xFF] >>> now;
            }
        }
        return now;
    }

    /** Whether no code point is cut in two at this point. */
    public boolean isComplete() {
        return state == COMPLETE;
    }

    /** Forgets what came before. */
    public void reset() {
        state = COMPLETE;
    }

    /** Goes on while the next eight bytes are ASCII. */
    private static int skipAscii(ByteBuffer in, int from, int end) {
        int at = from;
        while (at <= end - 32
                && ((in.getLong(at) | in.getLong(at + 8) | in.getLong(at + 16) | in.getLong(at + 24)) & HIGH_BITS) == 0) {
            at += 32;
        }
        while (at <= end - 8 && (in.getLong(at) & HIGH_BITS) == 0) {
            at += 8;
        }
        return at;
    }

    private static int skipAscii(byte[] array, int from, int end) {
        int at = from;
        while (at <= end - 32 && (((long) ARRAY_LONGS.get(array, at) | (long) ARRAY_LONGS.get(array, at + 8)
                | (long) ARRAY_LONGS.get(array, at + 16) | (long) ARRAY_LONGS.get(array, at + 24)) & HIGH_BITS) == 0) {
            at += 32;
        }
        while (at <= end - 8 && ((long) ARRAY_LONGS.get(array, at) & HIGH_BITS) == 0) {
            at += 8;
        }
        return at;
    }
}
