package dev.bosphorus.adapter.config;

/** How instances of the application's classes come to be: a public no-arg constructor, or a container such as CDI. Safe for threads. */
public interface InstanceFactory {

    /** An instance with the means to end it. */
    interface Managed<T> extends AutoCloseable {
        T instance();

        /** Ends the instance's life, as far as the factory has a say in it. To be called once. Never throws. */
        @Override
        void close();
    }

    /** What surrounds a call of the application's code. */
    interface Activation extends AutoCloseable {
        /** Ends it, on the thread on which it began. Never throws. */
        @Override
        void close();
    }

    /**
     * Makes sure, at deployment and without making an instance, that there can be instances of a class, as far as that can be known.
     *
     * @throws InstantiationException with the reason, naming the class
     */
    default void check(Class<?> type) throws InstantiationException {
    }

    /** @throws InstantiationException with the reason, naming the class, where the class cannot be instantiated */
    <T> Managed<T> create(Class<T> type) throws InstantiationException;

    /**
     * Begins what has to surround a call of the application's code on this thread, such as CDI's request context. Never throws.
     *
     * @return {@code null} where nothing has to, or where it is active already
     */
    default Activation activate() {
        return null;
    }
}
