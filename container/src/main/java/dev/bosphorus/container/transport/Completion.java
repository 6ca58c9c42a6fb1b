package dev.bosphorus.container.transport;

/** Told once how something ended. */
@FunctionalInterface
public interface Completion {

    /** @param failure {@code null} where it went well */
    void done(Throwable failure);
}
