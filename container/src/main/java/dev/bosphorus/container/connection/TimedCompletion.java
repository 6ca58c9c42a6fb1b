package dev.bosphorus.container.connection;

import dev.bosphorus.container.transport.Completion;
import dev.bosphorus.container.transport.Timer;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A completion with a time limit: told of the first of end and expiry. */
final class TimedCompletion implements Completion {

    private final Completion completion;
    private final AtomicBoolean told = new AtomicBoolean();
    private final Timer.Handle handle;

    /**
     * @param executor  tells of the expiry, since a timer's thread must not block
     * @param onExpired called after the completion, where time ran out
     */
    TimedCompletion(Completion completion, Timer timer, long nanos, Executor executor, Consumer<IOException> onExpired) {
        this.completion = completion;
        this.handle = timer.schedule(() -> executor.execute(() -> expire(onExpired)), nanos);
    }

    private void expire(Consumer<IOException> onExpired) {
        IOException late = new IOException("the message was not written in time");
        if (tell(late)) {
            onExpired.accept(late);
        }
    }

    @Override
    public void done(Throwable failure) {
        handle.cancel();
        tell(failure);
    }

    private boolean tell(Throwable failure) {
        boolean first = told.compareAndSet(false, true);
        if (first) {
            completion.done(failure);
        }
        return first;
    }
}
