package dev.bosphorus.adapter.type;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the type variables in a class hierarchy stand for, seen from one concrete class. Immutable. */
public final class GenericTypes {

    private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

    private GenericTypes(Class<?> type) {
        bind(type);
    }

    /** The bindings as the class's own declaration and those of all it extends and implements give them. */
    public static GenericTypes of(Class<?> type) {
        return new GenericTypes(type);
    }

    /**
     * What the only type parameter of a generic interface or class stands for in a subtype of it, erased.
     *
     * @return empty where nothing says it, as in a lambda or a raw type
     */
    public static Optional<Class<?>> argument(Class<?> subtype, Class<?> generic) {
        return of(subtype).erase(generic.getTypeParameters()[0]);
    }

    /** The class that a type is at run time here; empty where that depends on a variable nothing binds. */
    public Optional<Class<?>> erase(Type type) {
        if (type instanceof Class<?> plain) {
            return Optional.of(plain);
        } else if (type instanceof ParameterizedType parameterized) {
            return erase(parameterized.getRawType());
        } else if (type instanceof GenericArrayType array) {
            return erase(array.getGenericComponentType()).map(Class::arrayType);
        } else if (type instanceof WildcardType wildcard) {
            return erase(wildcard.getUpperBounds()[0]);
        }
        Type bound = bindings.get(type);
        return bound == null ? Optional.empty() : erase(bound);
    }

    private void bind(Type type) {
        if (type instanceof ParameterizedType parameterized) {
            Class<?> raw = (Class<?>) parameterized.getRawType();
            TypeVariable<?>[] variables = raw.getTypeParameters();
            for (int i = 0; i < variables.length; i++) {
                bindings.put(variables[i], parameterized.getActualTypeArguments()[i]);
            }
            bindSupertypes(raw);
        } else if (type instanceof Class<?> plain) {
            bindSupertypes(plain);
        }
    }

    private void bindSupertypes(Class<?> type) {
        bind(type.getGenericSuperclass());
        for (Type implemented : type.getGenericInterfaces()) {
            bind(implemented);
        }
    }
}
