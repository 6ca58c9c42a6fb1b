package dev.bosphorus.adapter.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;

/** Makes instances by their public constructor without parameters. Stateless. */
public final class ConstructorFactory implements InstanceFactory {

    /** It has no state, so one is enough. */
    public static final ConstructorFactory INSTANCE = new ConstructorFactory();

    private record Made<T>(T instance) implements Managed<T> {
        @Override
        public void close() {
            // The garbage collector does the rest.
        }
    }

    private ConstructorFactory() {
    }

    @Override
    public void check(Class<?> type) throws InstantiationException {
        constructor(type);
    }

    @Override
    public <T> Managed<T> create(Class<T> type) throws InstantiationException {
        Constructor<T> constructor = constructor(type);
        try {
            // A public constructor of a class that is not public; where a module forbids it, newInstance says so.
            constructor.trySetAccessible();
            return new Made<>(constructor.newInstance());
        } catch (InvocationTargetException e) {
            throw failure(type, "its constructor threw " + e.getCause(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw failure(type, e.getMessage(), e);
        }
    }

    private static <T> Constructor<T> constructor(Class<T> type) throws InstantiationException {
        if (Modifier.isAbstract(type.getModifiers())) {
            throw failure(type, "it is abstract", null);
        }
        try {
            return type.getConstructor();
        } catch (NoSuchMethodException e) {
            throw failure(type, "it has no public constructor without parameters", e);
        }
    }

    private static InstantiationException failure(Class<?> type, String why, Throwable cause) {
        InstantiationException failure = new InstantiationException(type.getName() + " cannot be instantiated: " + why);
        failure.initCause(cause);
        return failure;
    }
}
