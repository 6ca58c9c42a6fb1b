package dev.bosphorus.adapter.config;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Makes what belongs together and ends together, such as the configurators of a deployment, by means of another factory. Safe for
 * threads.
 */
public final class LastingFactory implements InstanceFactory, AutoCloseable {

    private final InstanceFactory factory;
    /** The last made first; {@code null} until there is any, and belongs to the lock on this object. */
    private Deque<Managed<?>> made;

    public LastingFactory(InstanceFactory factory) {
        this.factory = factory;
    }

    @Override
    public void check(Class<?> type) throws InstantiationException {
        factory.check(type);
    }

    /** Makes an instance that {@link #close} ends, and {@link Managed#close} does not. */
    @Override
    public <T> Managed<T> create(Class<T> type) throws InstantiationException {
        Managed<T> instance = factory.create(type);
        add(instance);
        return new Given<>(instance.instance());
    }

    private synchronized void add(Managed<?> instance) {
        if (made == null) {
            made = new ArrayDeque<>(2);
        }
        made.push(instance);
    }

    /** Whether there is nothing to end. */
    public synchronized boolean isEmpty() {
        return made == null || made.isEmpty();
    }

    @Override
    public Activation activate() {
        return factory.activate();
    }

    /** Ends what was made, the last first. Never throws. Without effect on what was ended before. */
    @Override
    public void close() {
        for (Managed<?> instance = next(); instance != null; instance = next()) {
            instance.close();
        }
    }

    private synchronized Managed<?> next() {
        return made == null ? null : made.poll();
    }
}
