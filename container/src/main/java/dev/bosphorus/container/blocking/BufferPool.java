package dev.bosphorus.container.blocking;

import dev.bosphorus.container.transport.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lends large direct buffers for the time of a read or a write, and no more of them than a fixed number; whoever finds
 * none gets a smaller one of the heap, so peers that do not read slow the others down at most. Safe from any thread.
 */
public final class BufferPool {

    /** What a read moves at most: small enough to stay in the processor's cache until it is delivered. */
    static final int BUFFER_BYTES = 128 * 1024;
    /** Large enough for a TLS record with all its additions. */
    static final int SMALL_BYTES = 20 * 1024;

    /** A buffer on loan; its borrower alone uses it. */
    public static final class Loan {
        /** Position and limit are what the borrower before left. */
        public final ByteBuffer buffer;
        /** Where it belongs; {@code null} for a buffer that belongs nowhere. */
        private final Shelf shelf;
        /** Its place there. */
        private final int index;
        /** The loan below on the stack of free ones, by index; -1 for none. Written before it is pushed. */
        private volatile int below = -1;

        private Loan(ByteBuffer buffer, Shelf shelf, int index) {
            this.buffer = buffer;
            this.shelf = shelf;
            this.index = index;
        }
    }

    /** How many connections may wait for their peers with a larger buffer of their own. */
    private static final int MOST_HOLDERS = 1024;

    private final Shelf buffers;
    private final Shelf largest;
    private final int mostHolders;
    private final AtomicInteger holders = new AtomicInteger();

    /** With as many buffers as this machine's processors can make use of. */
    public BufferPool() {
        this(Math.max(32, 16 * Runtime.getRuntime().availableProcessors()), Math.max(4, 2 * Runtime.getRuntime().availableProcessors()),
                MOST_HOLDERS);
    }

    /**
     * With at most so many of them.
     *
     * @param buffers of {@link #BUFFER_BYTES}
     * @param largest of {@link Transport#LARGEST_WRITE_BYTES}
     * @param holders of larger buffers of their own
     */
    BufferPool(int buffers, int largest, int holders) {
        this.mostHolders = holders;
        this.buffers = new Shelf(buffers, BUFFER_BYTES);
        this.largest = new Shelf(largest, Transport.LARGEST_WRITE_BYTES);
    }

    /** A buffer, cleared. */
    public Loan take() {
        Loan loan = buffers.take();
        return loan == null ? new Loan(ByteBuffer.allocate(SMALL_BYTES), null, -1) : loan;
    }

    /** A buffer, cleared, for so many bytes; they may take several. */
    public Loan take(long bytes) {
        Loan loan = bytes > BUFFER_BYTES ? largest.take() : null;
        return loan == null ? take() : loan;
    }

    /** Takes a buffer back. */
    public void give(Loan loan) {
        if (loan.shelf != null) {
            loan.shelf.give(loan);
        }
    }

    /**
     * Asks for permission to wait with a larger buffer than connections usually have, given to a fixed number at a time: one that has
     * become idle cannot give its buffer back.
     */
    boolean mayHoldMore() {
        int now = holders.get();
        while (now < mostHolders) {
            if (holders.compareAndSet(now, now + 1)) {
                return true;
            }
            now = holders.get();
        }
        return false;
    }

    /** Ends what {@link #mayHoldMore} permitted. */
    void holdsLess() {
        holders.decrementAndGet();
    }

    /**
     * For a borrower that has to wait for its peer: where more than half of the buffers of its kind are out, moves what remains in this
     * one to the heap and takes it back.
     *
     * @return the loan to go on with
     */
    Loan spare(Loan loan) {
        if (loan.shelf == null || !loan.shelf.isScarce()) {
            return loan;
        }
        Loan own = new Loan(ByteBuffer.allocate(Math.max(SMALL_BYTES, loan.buffer.remaining())), null, -1);
        own.buffer.put(loan.buffer).flip();
        give(loan);
        return own;
    }

    /** Buffers of one size, created when they are first wanted. */
    private static final class Shelf {

        private final int bytes;
        private final Loan[] loans;
        /** How many of the loans have been created, all from 0 on. */
        private final AtomicInteger created = new AtomicInteger();
        /** How many of them are out. */
        private final AtomicInteger out = new AtomicInteger();
        /** The stack of free loans: the index of its top in the low half (-1 for none), a count against ABA in the high half. */
        private final AtomicLong top = new AtomicLong(pack(0, -1));

        Shelf(int most, int bytes) {
            this.bytes = bytes;
            this.loans = new Loan[most];
        }

        /** A buffer, cleared; {@code null} where all are out. */
        Loan take() {
            while (true) {
                long seen = top.get();
                int index = (int) seen;
                if (index < 0) {
                    return create();
                }
                Loan loan = loans[index];
                if (top.compareAndSet(seen, pack(seen >>> 32, loan.below))) {
                    out.incrementAndGet();
                    loan.buffer.clear();
                    return loan;
                }
            }
        }

        private Loan create() {
            int index = created.get();
            while (index < loans.length) {
                if (created.compareAndSet(index, index + 1)) {
                    Loan loan = new Loan(ByteBuffer.allocateDirect(bytes), this, index);
                    loans[index] = loan;
                    out.incrementAndGet();
                    return loan;
                }
                index = created.get();
            }
            return null;
        }

        void give(Loan loan) {
            out.decrementAndGet();
            while (true) {
                long seen = top.get();
                loan.below = (int) seen;
                // The count changes with each push: a take that saw the same top before cannot mistake it.
                if (top.compareAndSet(seen, pack((seen >>> 32) + 1, loan.index))) {
                    return;
                }
            }
        }

        boolean isScarce() {
            return out.get() > loans.length / 2;
        }

        private static long pack(long count, int index) {
            return count << 32 | index & 0xFFFF_FFFFL;
        }
    }
}
