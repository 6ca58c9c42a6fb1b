package dev.bosphorus.container.protocol.frame;

import java.nio.ByteBuffer;

/**
 * Checks a stream of UTF-8 (RFC 3629) piece by piece and fails at the first byte that can no longer be part of valid text.
 *
 * <p>Not safe for threads.
 */
public final class Utf8 {

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

    /** Continuation bytes that still have to come. */
    private int missing;
    /** The least and the greatest value of the next continuation byte, unsigned. */
    private int least;
    private int most;

    /** At the beginning of a text. */
    public Utf8() {
    }

    /**
     * Checks the remaining bytes of {@code in}, whose position stays where it is.
     *
     * @return whether all of it can be the continuation of what came before
     */
    public boolean accept(ByteBuffer in) {
        int at = in.position();
        int end = in.limit();
        while (at < end) {
            if (missing == 0) {
                at = skipAscii(in, at, end);
                if (at == end) {
                    return true;
                }
                if (!lead(in.get(at++) & 0xFF)) {
                    return false;
                }
            } else {
                int next = in.get(at++) & 0xFF;
                if (next < least || next > most) {
                    return false;
                }
                missing--;
                least = 0x80;
                most = 0xBF;
            }
        }
        return true;
    }

    /** Whether no code point is cut in two at this point. */
    public boolean isComplete() {
        return missing == 0;
    }

    /** Forgets what came before. */
    public void reset() {
        missing = 0;
    }

    private static int skipAscii(ByteBuffer in, int from, int end) {
        int at = from;
        while (at + 8 <= end && (in.getLong(at) & HIGH_BITS) == 0) {
            at += 8;
        }
        while (at < end && in.get(at) >= 0) {
            at++;
        }
        return at;
    }

    /** RFC 3629, section 4: what may follow a leading byte; it rules out overlong forms, surrogates and what is beyond U+10FFFF. */
    private boolean lead(int first) {
        least = 0x80;
        most = 0xBF;
        if (first < 0xC2) {
            return false;
        } else if (first < 0xE0) {
            missing = 1;
        } else if (first < 0xF0) {
            missing = 2;
            if (first == 0xE0) {
                least = 0xA0;
            } else if (first == 0xED) {
                most = 0x9F;
            }
        } else if (first < 0xF5) {
            missing = 3;
            if (first == 0xF0) {
                least = 0x90;
            } else if (first == 0xF4) {
                most = 0x8F;
            }
        } else {
            return false;
        }
        return true;
    }
}
