package dev.bosphorus.adapter.config;

/**
 * Makes the instances of one application: by CDI where it runs, as the application's class loader finds it, else by public
 * constructors. CDI may begin to run after the endpoints were deployed, but not after the first call of their code. Safe for threads.
 */
public final class ApplicationFactory implements InstanceFactory {

    private final ClassLoader loader;
    /** What was found last; {@code null} at first. */
    private volatile InstanceFactory found;
    /** What it remains at; {@code null} until the application's code is called, or CDI is found. */
    private volatile InstanceFactory settled;

    /** @param loader the context class loader with which to look for CDI */
    public ApplicationFactory(ClassLoader loader) {
        this.loader = loader;
    }

    @Override
    public void check(Class<?> type) throws InstantiationException {
        settledOrNow().check(type);
    }

    @Override
    public <T> Managed<T> create(Class<T> type) throws InstantiationException {
        return settledOrNow().create(type);
    }

    @Override
    public Activation activate() {
        InstanceFactory factory = settled;
        if (factory == null) {
            factory = now();
            settled = factory;
        }
        return factory.activate();
    }

    private InstanceFactory settledOrNow() {
        InstanceFactory factory = settled;
        if (factory == null) {
            factory = now();
            if (factory != ConstructorFactory.INSTANCE) {
                settled = factory;
            }
        }
        return factory;
    }

    /** The factory to use for something that begins now: the same as the last time, while the same container runs. */
    public InstanceFactory now() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        InstanceFactory cdi = null;
        try {
            cdi = CdiFactory.current(found);
        } catch (LinkageError e) {
            // Its API is optional, and not on the class path.
        } finally {
            thread.setContextClassLoader(before);
        }
        found = cdi != null ? cdi : ConstructorFactory.INSTANCE;
        return found;
    }
}
