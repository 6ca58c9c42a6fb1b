package dev.bosphorus.container.netty;

import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The queue of a pool whose tasks are mostly short and come in bursts. It wakes one thread at a time, and that one wakes the next when
 * it has found more than it takes: so the threads that are awake do a burst, and a task that blocks still holds up none behind it,
 * as long as there is an idle thread. Without a limit; safe from any thread.
 */
final class TaskQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    /** For a thread that is to look for tasks; one at most. */
    private final Semaphore calls = new Semaphore(0);
    /** Whether a thread is going to look for tasks and has not begun to: nobody else need be called. */
    private final AtomicBoolean calling = new AtomicBoolean();

    @Override
    public boolean offer(Runnable task) {
        tasks.add(task);
        call();
        return true;
    }

    private void call() {
        if (!calling.get() && calling.compareAndSet(false, true)) {
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
        if (task == null && calling.compareAndSet(false, true)) {
            Thread.yield();
            task = lookAgain();
        }
        return task;
    }

    /** For the thread that was going to look. @return {@code null} where threads that were awake have taken everything */
    private Runnable lookAgain() {
        // First, so that what is added from here on calls another.
        calling.set(false);
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
