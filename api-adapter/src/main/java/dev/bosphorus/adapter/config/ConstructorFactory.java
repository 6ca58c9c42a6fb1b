package dev.bosphorus.adapter.config;

import java.lang.reflect.InvocationTargetException;

/** Makes instances by their public constructor without parameters. Stateless. */
public final class ConstructorFactory implements InstanceFactory {

    private record Made<T>(T instance) implements Managed<T> {
        @Override
        public void close() {
            // The garbage collector does the rest.
        }
    }

    /** Nothing to set up. */
    public ConstructorFactory() {
    }

    @Override
    public <T> Managed<T> create(Class<T> type) throws InstantiationException {
        try {
            var constructor = type.getConstructor();
            constructor.trySetAccessible();
            return new Made<>(constructor.newInstance());
        } catch (InvocationTargetException e) {
            throw failure(type, "its constructor threw " + e.getCause(), e.getCause());
        } catch (NoSuchMethodException e) {
            throw failure(type, "it has no public constructor without parameters", e);
        } catch (ReflectiveOperationException e) {
            throw failure(type, e.getMessage(), e);
        }
    }

    private static InstantiationException failure(Class<?> type, String why, Throwable cause) {
        InstantiationException failure = new InstantiationException(type.getName() + " cannot be instantiated: " + why);
        failure.initCause(cause);
        return failure;
    }
}
