package dev.bosphorus.adapter.config;

/** How instances of the application's classes come to be: a public no-arg constructor, or a container such as CDI. */
public interface InstanceFactory {

    /** An instance with the means to end it. */
    interface Managed<T> extends AutoCloseable {
        T instance();

        /** Ends the instance's life, as far as the factory has a say in it. Never throws. */
        @Override
        void close();
    }

    /** @throws InstantiationException with the reason, naming the class, where the class cannot be instantiated */
    <T> Managed<T> create(Class<T> type) throws InstantiationException;
}
