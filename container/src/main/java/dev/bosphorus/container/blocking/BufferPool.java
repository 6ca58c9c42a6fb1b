package dev.bosphorus.container.blocking;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lends large direct buffers for the time of a read or a write, and no more of them than a fixed number; whoever finds
 * none gets a smaller one of the heap, so peers that do not read slow the others down at most. Safe from any thread.
 */
public final class BufferPool {

    /** What a system call moves at most. */
    static final int BUFFER_BYTES = 128 * 1024;
    /** Large enough for a TLS record with all its additions. */
    static final int SMALL_BYTES = 20 * 1024;

    /** A buffer on loan; its borrower alone uses it. */
    public static final class Loan {
        /** Position and limit are what the borrower before left. */
        public final ByteBuffer buffer;
        /** Where it belongs; -1 for a buffer that belongs nowhere. */
        private final int index;
        /** The loan below on the stack of free ones, by index; -1 for none. Written before it is pushed. */
        private volatile int below = -1;

        private Loan(ByteBuffer buffer, int index) {
            this.buffer = buffer;
            this.index = index;
        }
    }

    private final Loan[] loans;
    /** How many of the loans have been created, all from 0 on. */
    private final AtomicInteger created = new AtomicInteger();
    /** How many of them are out. */
    private final AtomicInteger out = new AtomicInteger();
    /** The stack of free loans: the index of its top in the low half (-1 for none), a count against ABA in the high half. */
    private final AtomicLong top = new AtomicLong(pack(0, -1));

    /** @param buffers how many large ones there are at most */
    public BufferPool(int buffers) {
        this.loans = new Loan[buffers];
    }

    /** A buffer, cleared. */
    public Loan take() {
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
                Loan loan = new Loan(ByteBuffer.allocateDirect(BUFFER_BYTES), index);
                loans[index] = loan;
                out.incrementAndGet();
                return loan;
            }
            index = created.get();
        }
        return new Loan(ByteBuffer.allocate(SMALL_BYTES), -1);
    }

    /** Takes a buffer back. */
    public void give(Loan loan) {
        if (loan.index < 0) {
            return;
        }
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

    /**
     * For a borrower that has to wait for its peer: where more than half of the buffers are out, moves what remains in this one
     * to the heap and takes it back.
     *
     * @return the loan to go on with
     */
    Loan spare(Loan loan) {
        if (loan.index < 0 || out.get() <= loans.length / 2) {
            return loan;
        }
        Loan own = new Loan(ByteBuffer.allocate(Math.max(SMALL_BYTES, loan.buffer.remaining())), -1);
        own.buffer.put(loan.buffer).flip();
        give(loan);
        return own;
    }

    private static long pack(long count, int index) {
        return count << 32 | index & 0xFFFF_FFFFL;
    }
}
