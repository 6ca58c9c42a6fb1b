package dev.bosphorus.container.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.blocking.BufferPool.Loan;
import dev.bosphorus.container.transport.Transport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class BufferPoolTest {

    @Test
    void bufferThatComesBackIsLentAgainCleared() {
        BufferPool pool = new BufferPool(2, 1, 1);
        Loan first = pool.take();
        first.buffer.putInt(1).flip();
        pool.give(first);
        Loan again = pool.take();
        assertThat(again).isSameAs(first);
        assertThat(again.buffer.remaining()).isEqualTo(BufferPool.BUFFER_BYTES);
        assertThat(again.buffer.isDirect()).isTrue();
    }

    @Test
    void noMoreThanItsNumberIsDirect() {
        BufferPool pool = new BufferPool(2, 1, 1);
        Loan first = pool.take();
        Loan second = pool.take();
        assertThat(second).isNotSameAs(first);
        Loan third = pool.take();
        assertThat(third.buffer.isDirect()).isFalse();
        assertThat(third.buffer.remaining()).isEqualTo(BufferPool.SMALL_BYTES);
        pool.give(third);
        assertThat(pool.take().buffer.isDirect()).isFalse();
        pool.give(first);
        assertThat(pool.take()).isSameAs(first);
    }

    @Test
    void thereAreLargerOnesForLargeWritesWhileTheyLast() {
        BufferPool pool = new BufferPool(1, 1, 1);
        Loan large = pool.take(BufferPool.BUFFER_BYTES + 1);
        assertThat(large.buffer.remaining()).isEqualTo(Transport.LARGEST_WRITE_BYTES);
        assertThat(pool.take(BufferPool.BUFFER_BYTES + 1).buffer.remaining()).isEqualTo(BufferPool.BUFFER_BYTES);
        assertThat(pool.take(BufferPool.BUFFER_BYTES + 1).buffer.remaining()).isEqualTo(BufferPool.SMALL_BYTES);
        pool.give(large);
        assertThat(pool.take(BufferPool.BUFFER_BYTES).buffer.isDirect()).isFalse();
        assertThat(pool.take(Long.MAX_VALUE)).isSameAs(large);
    }

    @Test
    void borrowerWhoHasToWaitKeepsTheBufferWhileThereAreEnough() {
        BufferPool pool = new BufferPool(4, 1, 1);
        Loan first = pool.take();
        Loan second = pool.take();
        assertThat(pool.spare(first)).isSameAs(first);
        assertThat(pool.spare(second)).isSameAs(second);
    }

    @Test
    void borrowerWhoHasToWaitMakesRoomWhenBuffersAreScarce() {
        BufferPool pool = new BufferPool(1, 1, 1);
        Loan loan = pool.take();
        loan.buffer.putInt(1).putInt(2).flip().getInt();
        Loan own = pool.spare(loan);
        assertThat(own.buffer.isDirect()).isFalse();
        assertThat(own.buffer.remaining()).isEqualTo(4);
        assertThat(own.buffer.getInt()).isEqualTo(2);
        assertThat(own.buffer.capacity()).isGreaterThanOrEqualTo(BufferPool.SMALL_BYTES);
        assertThat(pool.take()).isSameAs(loan);
        assertThat(pool.spare(own)).isSameAs(own);
    }

    @Test
    void bufferHasOneBorrowerAtATime() throws Exception {
        BufferPool pool = new BufferPool(3, 1, 1);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Boolean>> borrowers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                int own = i;
                borrowers.add(() -> borrow(pool, own));
            }
            for (Future<Boolean> undisturbed : threads.invokeAll(borrowers)) {
                assertThat(undisturbed.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean borrow(BufferPool pool, int own) {
        boolean undisturbed = true;
        for (int i = 0; i < 50_000; i++) {
            Loan loan = pool.take();
            ByteBuffer buffer = loan.buffer;
            buffer.putInt(0, own);
            Thread.onSpinWait();
            undisturbed &= buffer.getInt(0) == own;
            pool.give(loan);
        }
        return undisturbed;
    }

    @Test
    void onlySoManyMayHoldMoreAtATime() {
        BufferPool pool = new BufferPool(1, 1, 2);
        assertThat(pool.mayHoldMore()).isTrue();
        assertThat(pool.mayHoldMore()).isTrue();
        assertThat(pool.mayHoldMore()).isFalse();
        pool.holdsLess();
        assertThat(pool.mayHoldMore()).isTrue();
        assertThat(pool.mayHoldMore()).isFalse();
    }
}
