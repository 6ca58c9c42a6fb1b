package dev.bosphorus.container.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TaskQueueTest {

    private static final int THREADS = 4;
    private static final Runnable TASK = () -> { };

    private final ThreadPoolExecutor pool = Workers.pool("bosphorus-test", THREADS);
    private final TaskQueue queue = new TaskQueue();

    @AfterEach
    void end() {
        pool.shutdownNow();
    }

    @Test
    void tasksThatBlockGetEachAThreadOfTheirOwn() throws Exception {
        pool.prestartAllCoreThreads();
        for (int round = 0; round < 200; round++) {
            CyclicBarrier together = new CyclicBarrier(THREADS);
            List<Future<Integer>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                tasks.add(pool.submit(() -> together.await()));
            }
            for (Future<Integer> task : tasks) {
                task.get();
            }
        }
    }

    @Test
    void everyTaskOfManyThreadsIsDoneOnce() throws Exception {
        int each = 20_000;
        AtomicInteger done = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(2 * each);
        Runnable producer = () -> {
            for (int i = 0; i < each; i++) {
                pool.execute(() -> {
                    done.incrementAndGet();
                    all.countDown();
                });
            }
        };
        Thread other = new Thread(producer);
        other.start();
        producer.run();
        other.join();
        all.await();
        pool.shutdown();
        assertThat(pool.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(done).hasValue(2 * each);
    }

    @Test
    void threadsThatAreIdleEnd() throws Exception {
        pool.setKeepAliveTime(1, TimeUnit.MILLISECONDS);
        CountDownLatch ended = new CountDownLatch(THREADS);
        pool.setThreadFactory(task -> new Thread(() -> {
            task.run();
            ended.countDown();
        }));
        pool.prestartAllCoreThreads();
        ended.await();
        assertThat(pool.submit(() -> 1).get()).isEqualTo(1);
    }

    @Test
    void pollWaitsNoLongerThanIsSaid() throws InterruptedException {
        assertThat(queue.poll(1, TimeUnit.MILLISECONDS)).isNull();
        queue.put(TASK);
        assertThat(queue.poll(0, TimeUnit.NANOSECONDS)).isSameAs(TASK);
        assertThat(queue.poll(1, TimeUnit.MILLISECONDS)).isNull();
    }

    @Test
    void tasksComeInOrderAndCanBeDrained() throws InterruptedException {
        List<Runnable> tasks = List.of(() -> { }, () -> { }, () -> { });
        queue.addAll(tasks);
        assertThat(queue.remainingCapacity()).isEqualTo(Integer.MAX_VALUE);
        assertThat(queue).hasSize(3).containsExactlyElementsOf(tasks);
        assertThat(queue.peek()).isSameAs(tasks.get(0));
        assertThat(queue.take()).isSameAs(tasks.get(0));
        List<Runnable> drained = new ArrayList<>();
        assertThat(queue.drainTo(drained, 0)).isZero();
        assertThat(queue.drainTo(drained, 1)).isOne();
        assertThat(queue.drainTo(drained)).isOne();
        assertThat(drained).containsExactlyElementsOf(tasks.subList(1, 3));
        assertThat(queue).isEmpty();
    }
}
