package dev.bosphorus.adapter.scan;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The methods of a class and its superclasses that can carry annotations of an endpoint. */
final class AnnotatedMethods {

    /** Subclass first; a method that is overridden does not count, whether the override has annotations or not. */
    private final List<Method> methods = new ArrayList<>();

    AnnotatedMethods(Class<?> endpointClass) {
        Set<List<Object>> seen = new HashSet<>();
        for (Class<?> type = endpointClass; type != null && type != Object.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                boolean own = Modifier.isPrivate(method.getModifiers());
                boolean first = own || seen.add(List.of(method.getName(), Arrays.asList(method.getParameterTypes())));
                // The bridge of a generic override hides what it overrides, and is never a callback itself.
                if (first && !method.isBridge() && !method.isSynthetic()) {
                    methods.add(method);
                }
            }
        }
    }

    List<Method> with(Class<? extends Annotation> annotation) {
        return methods.stream().filter(method -> method.isAnnotationPresent(annotation)).toList();
    }
}
