package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.type.Primitives;
import jakarta.websocket.DecodeException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Turns a method into a {@link Callback} whose calls need no reflection. */
final class ArgumentBinder {

    /** What a parameter is given. */
    sealed interface Source {

        /** One of the values every call has, by its index in {@link #SHAPE}. */
        enum Given implements Source {
            SESSION(1), CONFIG(2), PAYLOAD(3), LAST(4);

            private final int index;

            Given(int index) {
                this.index = index;
            }
        }

        /** A path parameter, converted to the type of the argument. */
        record Path(String name) implements Source {
        }
    }

    private static final int PATH_PARAMETERS = 5;

    /** The shape of every callback: endpoint, session, configuration, payload, last, path parameters. */
    private static final MethodType SHAPE = MethodType.methodType(
            Object.class, Object.class, Session.class, EndpointConfig.class, Object.class, boolean.class, Map.class);

    private static final MethodHandle CONVERT;

    static {
        try {
            CONVERT = MethodHandles.lookup().findStatic(ArgumentBinder.class, "pathValue",
                    MethodType.methodType(Object.class, String.class, Class.class, Map.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ArgumentBinder() {
    }

    /**
     * @param sources what each parameter of the method is given, in order
     * @param types   the parameters' types, generics resolved
     * @param replies whether what the method returns is the callback's result; otherwise that is {@code null}
     * @throws IllegalAccessException where the method's module lets nobody call it; the message says what to open
     */
    static Callback bind(Method method, List<Source> sources, List<Class<?>> types, boolean replies)
            throws IllegalAccessException {
        // Of fixed arity, or a message for (byte... bytes) would be wrapped into one more array.
        MethodHandle handle = accessible(method).asFixedArity();
        int[] order = new int[sources.size() + 1];
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i) instanceof Source.Path path) {
                MethodHandle convert = MethodHandles.insertArguments(CONVERT, 0, path.name(), types.get(i));
                Class<?> declared = method.getParameterTypes()[i];
                handle = MethodHandles.filterArguments(handle, i + 1,
                        convert.asType(MethodType.methodType(declared, Map.class)));
                order[i + 1] = PATH_PARAMETERS;
            } else {
                order[i + 1] = ((Source.Given) sources.get(i)).index;
            }
        }
        MethodType permuted = MethodType.methodType(Object.class,
                IntStream.of(order).mapToObj(SHAPE::parameterType).toArray(Class<?>[]::new));
        MethodHandle replying = replies ? handle : handle.asType(handle.type().changeReturnType(void.class));
        MethodHandle bound = MethodHandles.permuteArguments(replying.asType(permuted), SHAPE, order);
        return (scope, payload, last) -> (Object) bound.invokeExact(
                scope.endpoint(), scope.session(), scope.config(), payload, last, scope.pathParameters());
    }

    private static MethodHandle accessible(Method method) throws IllegalAccessException {
        try {
            return MethodHandles.publicLookup().unreflect(method);
        } catch (IllegalAccessException closed) {
            if (!method.trySetAccessible()) {
                Class<?> owner = method.getDeclaringClass();
                throw new IllegalAccessException("the module " + owner.getModule().getName() + " has to export or open "
                        + owner.getPackageName() + " to " + ArgumentBinder.class.getModule().getName());
            }
            return MethodHandles.lookup().unreflect(method);
        }
    }

    /**
     * The value of a path parameter; {@code null} where the path has no such variable. Called through {@link #CONVERT}.
     *
     * @throws DecodeException where the value does not fit the type (Jakarta WebSocket 2.2, 4.3)
     */
    private static Object pathValue(String name, Class<?> type, Map<?, ?> parameters) throws DecodeException {
        String text = (String) parameters.get(name);
        if (text == null || type == String.class) {
            return text;
        }
        try {
            return Primitives.parse(type, text);
        } catch (IllegalArgumentException e) {
            throw new DecodeException(
                    text, "the path parameter " + name + " is \"" + text + "\", which is no " + type.getSimpleName(), e);
        }
    }
}
