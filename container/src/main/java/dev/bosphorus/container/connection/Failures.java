package dev.bosphorus.container.connection;

import dev.bosphorus.container.transport.Completion;

/** Completions that are to be told of a failure once the lock is free. */
record Failures(Completion completion, Throwable cause, Failures more) {

    static void tell(Failures failures) {
        for (Failures next = failures; next != null; next = next.more()) {
            next.completion().done(next.cause());
        }
    }
}
