package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.type.GenericTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The methods of a class and its superclasses that can carry annotations of an endpoint. */
final class AnnotatedMethods {

    /** What makes a method override another, seen from the endpoint's class: type variables count as what they stand for. */
    private record Signature(String name, List<Class<?>> types) {
    }

    /**
     * Subclass first; a method that is overridden does not count, whether the override has annotations or not (Jakarta
     * WebSocket 2.2, 4.8).
     */
    private final List<Method> methods = new ArrayList<>();

    AnnotatedMethods(Class<?> endpointClass, GenericTypes generics) {
        Set<Signature> overridden = new HashSet<>();
        for (Class<?> type = endpointClass; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                // The compiler copies annotations to the bridges it makes; the method behind the bridge is the one that counts.
                if (!method.isSynthetic() && (Modifier.isPrivate(method.getModifiers())
                        || overridden.add(new Signature(method.getName(), parameterTypes(method, generics))))) {
                    methods.add(method);
                }
            }
        }
    }

    /** The types of a method's parameters, type variables resolved as far as they can be. */
    static List<Class<?>> parameterTypes(Method method, GenericTypes generics) {
        Type[] declared = method.getGenericParameterTypes();
        List<Class<?>> types = new ArrayList<>(declared.length);
        for (int i = 0; i < declared.length; i++) {
            types.add(generics.erase(declared[i]).orElse(method.getParameterTypes()[i]));
        }
        return types;
    }

    List<Method> with(Class<? extends Annotation> annotation) {
        return methods.stream().filter(method -> method.isAnnotationPresent(annotation)).toList();
    }
}
