package dev.bosphorus.container.connection;

import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A completion with a time limit: told of the first of end and expiry. Time that is up counts only where the message is held up then;
 * where it is not, that is looked at again each time as much time has passed.
 */
final class TimedCompletion implements Completion {

    private final Completion completion;
    private final Timer timer;
    private final long nanos;
    private final Consumer<Runnable> ifHeldUp;
    private final Consumer<IOException> onExpired;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Timer.Handle handle;

    /**
     * @param ifHeldUp  runs what it is given, on a thread that may block, where the message is held up
     * @param onExpired called after the completion, where time ran out
     */
    TimedCompletion(Completion completion, Timer timer, long nanos, Consumer<Runnable> ifHeldUp, Consumer<IOException> onExpired) {
        this.completion = completion;
        this.timer = timer;
        this.nanos = nanos;
        this.ifHeldUp = ifHeldUp;
        this.onExpired = onExpired;
        this.handle = timer.schedule(this::look, nanos);
    }

    private void look() {
        if (!told.get()) {
            handle = timer.schedule(this::look, nanos);
            ifHeldUp.accept(this::expire);
        }
    }

    private void expire() {
        IOException late = new IOException("the message was not written in time");
        if (tell(late)) {
            onExpired.accept(late);
        }
    }

    @Override
    public void done(Throwable failure) {
        tell(failure);
    }

    private boolean tell(Throwable failure) {
        boolean first = told.compareAndSet(false, true);
        if (first) {
            handle.cancel();
            completion.done(failure);
        }
        return first;
    }
}
