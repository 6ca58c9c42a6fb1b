package dev.bosphorus.tck.wire.peer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What went over a case's connections, in order, with bounds on what is kept. Safe for threads. */
public final class WireLog {

    /** So many bytes of each entry are kept: the head of a handshake, as long as nothing makes it long. */
    public static final int KEPT_BYTES = 320;
    private static final int KEPT_ENTRIES = 64;

    private final long begin = System.nanoTime();
    private final List<Entry> entries = new ArrayList<>();
    private int left;

    /** Who an entry is from. */
    public enum Direction {
        /** The suite has sent it. */
        SENT,
        /** The code under test has sent it. */
        RECEIVED,
        /** Something happened, or was found. */
        NOTE
    }

    /**
     * Something that was sent or received, or happened.
     *
     * @param micros since the case began
     * @param bytes  the first ones
     * @param length how many there were
     * @param note   in words
     */
    public record Entry(long micros, Direction direction, byte[] bytes, long length, String note) {
    }

    void add(Direction direction, byte[] bytes, String note) {
        byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, KEPT_BYTES));
        Entry entry = new Entry((System.nanoTime() - begin) / 1000, direction, kept, bytes.length, note);
        synchronized (entries) {
            if (entries.size() < KEPT_ENTRIES) {
                entries.add(entry);
            } else {
                left++;
            }
        }
    }

    /** Notes what happened. */
    public void note(String text) {
        add(Direction.NOTE, new byte[0], text);
    }

    /** All that was kept; the last one says how much was not. */
    public List<Entry> entries() {
        synchronized (entries) {
            List<Entry> all = new ArrayList<>(entries);
            if (left > 0) {
                all.add(new Entry(all.get(all.size() - 1).micros(), Direction.NOTE, new byte[0], 0, "and " + left + " more"));
            }
            return List.copyOf(all);
        }
    }
}
