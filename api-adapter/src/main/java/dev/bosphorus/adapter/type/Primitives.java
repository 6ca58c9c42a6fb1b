package dev.bosphorus.adapter.type;

import java.util.Map;
import java.util.Set;

/** Primitive types, their wrappers, and how text becomes their values. */
public final class Primitives {

    private static final Map<Class<?>, Class<?>> WRAPPERS = Map.of(
            boolean.class, Boolean.class, byte.class, Byte.class, char.class, Character.class, short.class, Short.class,
            int.class, Integer.class, long.class, Long.class, float.class, Float.class, double.class, Double.class,
            void.class, Void.class);

    private static final Set<Class<?>> VALUES = Set.of(Boolean.class, Byte.class, Character.class, Short.class,
            Integer.class, Long.class, Float.class, Double.class);

    private Primitives() {
    }

    /** The wrapper of a primitive type; any other class as it is. */
    public static Class<?> wrap(Class<?> type) {
        return type.isPrimitive() ? WRAPPERS.get(type) : type;
    }

    /** The wrappers of all primitive types other than void. */
    public static Set<Class<?>> wrappers() {
        return VALUES;
    }

    /** Whether the class is a primitive type other than void, or the wrapper of one. */
    public static boolean isValue(Class<?> type) {
        return VALUES.contains(wrap(type));
    }

    /**
     * Reads a value as the wrapper's constructor with one String would (Jakarta WebSocket 2.2, 4.3 and 4.7); a char, whose
     * wrapper has none, is the first char of the text.
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
        } else if (wrapper == Character.class && !text.isEmpty()) {
            return text.charAt(0);
        }
        throw new IllegalArgumentException("\"" + text + "\" is no " + type.getSimpleName());
    }
}
