package dev.bosphorus.adapter.type;

import java.lang.invoke.MethodType;

/** Primitive types, their wrappers, and how text becomes their values. */
public final class Primitives {

    private Primitives() {
    }

    /** The wrapper of a primitive type; any other class as it is. */
    public static Class<?> wrap(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** Whether the class is a primitive type other than void, or the wrapper of one. */
    public static boolean isValue(Class<?> type) {
        return type != void.class && type != Void.class && MethodType.methodType(wrap(type)).unwrap().returnType().isPrimitive();
    }

    /**
     * Reads a value.
     *
     * @param type a primitive type or a wrapper
     * @throws IllegalArgumentException where the text is no such value
     */
    public static Object parse(Class<?> type, String text) {
        Class<?> wrapper = wrap(type);
        if (wrapper == Integer.class) {
            return Integer.valueOf(text);
        } else if (wrapper == Long.class) {
            return Long.valueOf(text);
        } else if (wrapper == Boolean.class) {
            return Boolean.valueOf(text);
        } else if (wrapper == Double.class) {
            return Double.valueOf(text);
        } else if (wrapper == Float.class) {
            return Float.valueOf(text);
        } else if (wrapper == Short.class) {
            return Short.valueOf(text);
        } else if (wrapper == Byte.class) {
            return Byte.valueOf(text);
        } else if (wrapper == Character.class && text.length() == 1) {
            return text.charAt(0);
        }
        throw new IllegalArgumentException("\"" + text + "\" is no " + type.getSimpleName());
    }
}
