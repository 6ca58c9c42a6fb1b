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

    /** What surrounds a call of the application's code. */
    interface Activation extends AutoCloseable {
        /** Ends it, on the thread on which it began. Never throws. */
        @Override
        void close();
    }

    /** @throws InstantiationException with the reason, naming the class, where the class cannot be instantiated */
    <T> Managed<T> create(Class<T> type) throws InstantiationException;

    /**
     * Begins what has to surround a call of the application's code on this thread, such as CDI's request context.
     *
     * @return {@code null} where nothing has to, or where it is active already
     */
    default Activation activate() {
        return null;
    }

    /** CDI where it runs in this process (found by the thread's context class loader), else public constructors. */
    static InstanceFactory current() {
        InstanceFactory cdi = null;
        try {
            cdi = CdiFactory.current();
        } catch (LinkageError e) {
            // Its API is optional, and not on the class path.
        }
        return cdi != null ? cdi : ConstructorFactory.INSTANCE;
    }
}
