package dev.bosphorus.adapter.config;

import dev.bosphorus.adapter.config.InstanceFactory.Managed;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;

/**
 * The instances of one endpoint, one for each handshake: from its configurator where that makes them itself ({@code
 * getEndpointInstance}), else from the platform. Safe for threads.
 */
public final class EndpointInstances {

    /** By what the default configurator makes instances while a configurator of the application is asked for one. */
    private static final ThreadLocal<InstanceFactory> ASKED = new ThreadLocal<>();

    private final Class<?> type;
    private final Configurator configurator;
    private final boolean configured;
    private final InstanceFactory factory;

    /** @param factory makes what the configurator does not */
    public EndpointInstances(Class<?> type, Configurator configurator, InstanceFactory factory) {
        this.type = type;
        this.configurator = configurator;
        this.configured = areMadeBy(configurator);
        this.factory = factory;
    }

    /**
     * The instance for a handshake, to be ended with its session.
     *
     * @throws InstantiationException where there is none
     */
    public Managed<?> next() throws InstantiationException {
        return configured ? fromConfigurator() : factory.create(type);
    }

    private Managed<?> fromConfigurator() throws InstantiationException {
        LastingFactory parts = new LastingFactory(factory);
        boolean fits = false;
        try {
            Object instance = ask(parts);
            fits = type.isInstance(instance);
            if (!fits) {
                throw new InstantiationException("the configurator gave " + instance + " for an instance of " + type.getName());
            }
            return new Configured<>(instance, parts);
        } finally {
            if (!fits) {
                parts.close();
            }
        }
    }

    private Object ask(InstanceFactory parts) throws InstantiationException {
        InstanceFactory before = ASKED.get();
        ASKED.set(parts);
        try {
            return configurator.getEndpointInstance(type);
        } finally {
            if (before == null) {
                ASKED.remove();
            } else {
                ASKED.set(before);
            }
        }
    }

    /** @param parts what the configurator had the platform make: often the instance itself */
    private record Configured<T>(T instance, LastingFactory parts) implements Managed<T> {
        @Override
        public void close() {
            parts.close();
        }
    }

    /** By what to make the instance that a configurator asks the default one for. */
    static InstanceFactory asked() {
        InstanceFactory asked = ASKED.get();
        return asked != null ? asked : new ApplicationFactory(Thread.currentThread().getContextClassLoader());
    }

    /** Whether a configurator makes the instances of its endpoint itself, so that the platform has no say in them. */
    public static boolean areMadeBy(Configurator configurator) {
        // A container's stand-in for a configurator overrides all of its methods.
        Class<?> written = WrittenClass.of(configurator);
        try {
            Class<?> maker = written.getMethod("getEndpointInstance", Class.class).getDeclaringClass();
            return maker != Configurator.class && maker != DefaultConfigurator.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every configurator has getEndpointInstance", e);
        }
    }
}
