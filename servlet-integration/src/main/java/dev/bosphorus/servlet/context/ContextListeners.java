package dev.bosphorus.servlet.context;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRequestAttributeListener;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** The listeners of one application. Added by the thread that starts it; told from any thread. */
final class ContextListeners {

    private static final Logger LOG = System.getLogger(ContextListeners.class.getName());

    /** Jakarta Servlet 6.1, 4.4.3.1: what may be added. Of requests and HTTP sessions there are none here to tell of. */
    private static final List<Class<? extends EventListener>> KINDS = List.of(ServletContextListener.class,
            ServletContextAttributeListener.class, ServletRequestListener.class, ServletRequestAttributeListener.class,
            HttpSessionListener.class, HttpSessionAttributeListener.class, HttpSessionIdListener.class);

    /** Those still to be initialized, in order. */
    private final List<ServletContextListener> waiting = new ArrayList<>();
    /** Those that were initialized, the last first. */
    private final Deque<ServletContextListener> initialized = new ArrayDeque<>();
    private final List<ServletContextAttributeListener> attributes = new CopyOnWriteArrayList<>();

    static boolean isListener(Class<?> type) {
        return KINDS.stream().anyMatch(kind -> kind.isAssignableFrom(type));
    }

    /** @throws IllegalArgumentException where it listens to nothing that this method is for */
    void add(EventListener listener) {
        if (!isListener(listener.getClass())) {
            throw new IllegalArgumentException(listener.getClass().getName() + " is no listener that can be added");
        }
        if (listener instanceof ServletContextListener context) {
            waiting.add(context);
        }
        if (listener instanceof ServletContextAttributeListener attribute) {
            attributes.add(attribute);
        }
    }

    /** Initializes all, in the order in which they were added; those that a listener adds meanwhile, too. */
    void initialize(ServletContext context) {
        while (!waiting.isEmpty()) {
            ServletContextListener listener = waiting.remove(0);
            initialized.push(listener);
            listener.contextInitialized(new ServletContextEvent(context));
        }
    }

    /** Ends those that were initialized, in reverse order (Jakarta Servlet 6.1, 11.3.2). What they throw is logged. */
    void destroy(ServletContext context) {
        while (!initialized.isEmpty()) {
            ServletContextListener listener = initialized.pop();
            try {
                listener.contextDestroyed(new ServletContextEvent(context));
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.ERROR, "contextDestroyed of " + listener.getClass().getName() + " failed", e);
            }
        }
    }

    void attribute(BiConsumer<ServletContextAttributeListener, ServletContextAttributeEvent> method, ServletContext context,
            String name, Object value) {
        attributes.forEach(listener -> method.accept(listener, new ServletContextAttributeEvent(context, name, value)));
    }
}
