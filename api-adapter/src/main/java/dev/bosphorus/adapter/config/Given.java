package dev.bosphorus.adapter.config;

/** An instance that somebody else made, and ends. */
public record Given<T>(T instance) implements InstanceFactory.Managed<T> {

    @Override
    public void close() {
        // Its owner ends it.
    }
}
