package dev.bosphorus.container.client;

import dev.bosphorus.container.transport.Timer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Opens the sessions of one target anew, one after the other. The process is kept alive meanwhile. */
final class Reconnecting {

    private static final Logger LOG = System.getLogger(Reconnecting.class.getName());

    private final ClientRuntime client;
    private final Target target;
    private final Reconnect policy;

    /** The delay before the next attempt; {@code null} where there is none. Belongs to the lock on this object. */
    private Timer.Handle pause;

    Reconnecting(ClientRuntime client, Target target) {
        this.client = client;
        this.target = target;
        this.policy = client.options().reconnect();
    }

    /** A session has ended that should not have. */
    void begin() {
        again(0);
    }

    /** @param failed attempts since there was a session */
    private void again(int failed) {
        target.lifetime().begin();
        Duration delay = policy.delay(failed, ThreadLocalRandom.current().nextDouble());
        client.pausing(this);
        synchronized (this) {
            // The application's configurator may block, which the timer must not.
            pause = client.threads().timer().schedule(
                    () -> client.threads().drainer().execute(() -> attempt(failed)), delay.toNanos());
        }
        if (client.isClosed()) {
            // It may have looked for delays before there was this one.
            cancel();
        }
    }

    private void attempt(int failed) {
        if (!endPause()) {
            return;
        }
        client.attempt(target, this).whenComplete((session, failure) -> {
            try {
                tried(failure, failed + 1);
            } finally {
                // What follows has begun.
                target.lifetime().end();
            }
        });
    }

    /** Ends the delay, if there is one, without an attempt. */
    void cancel() {
        if (endPause()) {
            target.lifetime().end();
        }
    }

    /** @return whether there was a delay: for one caller only */
    private boolean endPause() {
        synchronized (this) {
            if (pause == null) {
                return false;
            }
            pause.cancel();
            pause = null;
        }
        client.paused(this);
        return true;
    }

    private void tried(Throwable failure, int failed) {
        if (failure == null || client.isClosed()) {
            return;
        }
        if (failed < policy.attempts()) {
            again(failed);
        } else {
            LOG.log(Level.WARNING, "the session with " + target.uri() + " is given up after " + failed + " attempts", failure);
        }
    }
}
