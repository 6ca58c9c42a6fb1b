package dev.bosphorus.servlet.context;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/** Runs an application's {@link ServletContainerInitializer}s (Jakarta Servlet 6.1, 8.2.4). */
final class Initializers {

    private final ClassLoader loader;
    private final Set<Class<?>> classes;

    /** @param classes all of the application */
    Initializers(ClassLoader loader, Set<Class<?>> classes) {
        this.loader = loader;
        this.classes = classes;
    }

    /** Runs those that the application brings; what else is on the class path is meant for a servlet container. */
    void run(ServletContext context) throws ServletException {
        for (ServletContainerInitializer initializer : ServiceLoader.load(ServletContainerInitializer.class, loader)) {
            if (initializer.getClass().getClassLoader() == loader) {
                initializer.onStartup(handled(initializer.getClass()), context);
            }
        }
    }

    /** The classes that an initializer wants to see; {@code null} where it wants none, or there are none. */
    private Set<Class<?>> handled(Class<?> initializer) {
        HandlesTypes wanted = initializer.getAnnotation(HandlesTypes.class);
        if (wanted == null) {
            return null;
        }
        Set<Class<?>> handled = new LinkedHashSet<>();
        for (Class<?> type : wanted.value()) {
            classes.stream().filter(candidate -> isHandled(candidate, type)).forEach(handled::add);
        }
        return handled.isEmpty() ? null : handled;
    }

    private static boolean isHandled(Class<?> candidate, Class<?> type) {
        if (!type.isAnnotation()) {
            return type.isAssignableFrom(candidate) && type != candidate;
        }
        try {
            return isAnnotated(candidate, type.asSubclass(Annotation.class));
        } catch (LinkageError e) {
            // A library's class for what is not there.
            return false;
        }
    }

    /** Whether the class, a method or a field has the annotation. */
    private static boolean isAnnotated(Class<?> candidate, Class<? extends Annotation> annotation) {
        return Stream.<AnnotatedElement[]>of(new AnnotatedElement[] {candidate}, candidate.getDeclaredMethods(),
                        candidate.getDeclaredFields(), candidate.getDeclaredConstructors())
                .flatMap(Arrays::stream).anyMatch(element -> element.isAnnotationPresent(annotation));
    }
}
