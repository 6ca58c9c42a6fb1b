package dev.bosphorus.container.netty;

import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The queue of a pool whose tasks are mostly short and come in bursts. It wakes one thread at a time, and that one wakes the next when
 * it has found more than it takes: so the threads that are awake do a burst, and a task that blocks still holds up none behind it,
 * as long as there is an idle thread. A thread that was woken may still have to wait for a processor; when that takes long, the next
 * task wakes another. Without a limit; safe from any thread.
 */
final class TaskQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

    /** How long a thread that was called may take until it looks. */
    private static final long PATIENCE_NANOS = 200_000;
    private static final long NOBODY = Long.MIN_VALUE;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** For threads that are to look for tasks. */
    private final Semaphore calls = new Semaphore(0);
    /** Since when a thread is going to look for tasks, by {@link System#nanoTime}; {@link #NOBODY} where none is. */
    private final AtomicLong calledAt = new AtomicLong(NOBODY);

    @Override
    public boolean offer(Runnable task) {
        tasks.add(task);
        call();
        return true;
    }

    private void call() {
        long last = calledAt.get();
        long now = System.nanoTime();
        if ((last == NOBODY || now - last > PATIENCE_NANOS) && calledAt.compareAndSet(last, now)) {
            calls.release();
        }
    }

    @Override
    public Runnable poll() {
        return tasks.poll();
    }

    @Override
    public Runnable poll(long time, TimeUnit unit) throws InterruptedException {
        long end = System.nanoTime() + unit.toNanos(time);
        Runnable task = look();
        while (task == null && calls.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            task = lookAgain();
        }
        return task;
    }

    @Override
    public Runnable take() throws InterruptedException {
        Runnable task = look();
        while (task == null) {
            calls.acquire();
            task = lookAgain();
        }
        return task;
    }

    /**
     * Before a thread sleeps, whoever waits for its processor may run: often that is the thread that brings tasks, which then need
     * not wake anybody, nor be interrupted by whom it wakes.
     */
    private Runnable look() {
        Runnable task = tasks.poll();
        if (task == null && calledAt.compareAndSet(NOBODY, System.nanoTime())) {
            Thread.yield();
            task = lookAgain();
        }
        return task;
    }

    /** For the thread that was going to look. @return {@code null} where threads that were awake have taken everything */
    private Runnable lookAgain() {
        // First, so that what is added from here on calls another.
        calledAt.set(NOBODY);
        Runnable task = tasks.poll();
        if (!tasks.isEmpty()) {
            call();
        }
        return task;
    }

    @Override
    public Runnable peek() {
        return tasks.peek();
    }

    @Override
    public void put(Runnable task) {
        offer(task);
    }

    @Override
    public boolean offer(Runnable task, long time, TimeUnit unit) {
        return offer(task);
    }

    @Override
    public int remainingCapacity() {
        return Integer.MAX_VALUE;
    }

    @Override
    public int drainTo(Collection<? super Runnable> target) {
        return drainTo(target, Integer.MAX_VALUE);
    }

    @Override
    public int drainTo(Collection<? super Runnable> target, int most) {
        int drained = 0;
        while (drained < most && !tasks.isEmpty()) {
            Runnable task = tasks.poll();
            if (task != null) {
                target.add(task);
                drained++;
            }
        }
        return drained;
    }

    @Override
    public Iterator<Runnable> iterator() {
        return tasks.iterator();
    }

    /** Other than {@link #size()}, at no cost. */
    @Override
    public boolean isEmpty() {
        return tasks.isEmpty();
    }

    @Override
    public int size() {
        return tasks.size();
    }
}
