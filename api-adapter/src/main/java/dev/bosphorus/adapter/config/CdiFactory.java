package dev.bosphorus.adapter.config;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AnnotatedConstructor;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionTarget;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * Has instances made by CDI (Jakarta WebSocket 2.2, 7.1): beans with their scope, all other classes with injection,
 * {@code @PostConstruct} and {@code @PreDestroy}. The only class that knows CDI's API, which is optional. Safe for threads.
 */
final class CdiFactory implements InstanceFactory {

    private static final Logger LOG = System.getLogger(CdiFactory.class.getName());

    private final CDI<?> cdi;
    private final BeanManager beans;
    /** What is known of each class that was asked for. */
    private final Map<Class<?>, Source<?>> sources = new ConcurrentHashMap<>();
    /** Those not in use: to obtain one costs several times what it does. As many as calls were ever under way at once. */
    private final Queue<RequestContext> idle = new ConcurrentLinkedQueue<>();

    private CdiFactory(CDI<?> cdi) {
        this.cdi = cdi;
        this.beans = cdi.getBeanManager();
    }

    /** The factory of the container that runs in this process, {@code before} if it is that; {@code null} where none runs. */
    static InstanceFactory current(InstanceFactory before) {
        try {
            CDI<?> running = CDI.current();
            return before instanceof CdiFactory factory && factory.cdi == running ? before : new CdiFactory(running);
        } catch (IllegalStateException e) {
            // None is running.
            return null;
        } catch (RuntimeException e) {
            // Weld's provider (6.0.3) fails so while a container begins on another thread.
            LOG.log(Level.DEBUG, "CDI does not say whether it runs", e);
            return null;
        }
    }

    // ---- Instances -----------------------------------------------------------------------------------------------

    /** Makes instances of one class. */
    @FunctionalInterface
    private interface Source<T> {
        Managed<T> make();
    }

    /** An instance with a context of its own, which ends within the request context, as all of the application's code runs. */
    private abstract class Made<T> implements Managed<T> {
        final T instance;
        final CreationalContext<?> context;

        Made(T instance, CreationalContext<?> context) {
            this.instance = instance;
            this.context = context;
        }

        @Override
        public T instance() {
            return instance;
        }

        /** Destroys the instance and what it depends on. */
        abstract void destroy();

        @Override
        public void close() {
            Activation activation = activate();
            try {
                destroy();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "an instance of " + instance.getClass().getName() + " could not be destroyed", e);
            } finally {
                if (activation != null) {
                    activation.close();
                }
            }
        }
    }

    /** Its context knows how it ends. */
    private final class Contextual<T> extends Made<T> {
        Contextual(T instance, CreationalContext<?> context) {
            super(instance, context);
        }

        @Override
        void destroy() {
            context.release();
        }
    }

    /** What is no bean is led through its life by the factory. */
    private final class Unmanaged<T> extends Made<T> {
        private final InjectionTarget<T> target;

        Unmanaged(T instance, CreationalContext<T> context, InjectionTarget<T> target) {
            super(instance, context);
            this.target = target;
        }

        @Override
        void destroy() {
            try {
                target.preDestroy(instance);
                target.dispose(instance);
            } finally {
                context.release();
            }
        }
    }

    @Override
    public void check(Class<?> type) throws InstantiationException {
        try {
            source(type);
        } catch (RuntimeException e) {
            throw failure(type, e);
        }
    }

    @Override
    public <T> Managed<T> create(Class<T> type) throws InstantiationException {
        Activation activation = activate();
        try {
            return source(type).make();
        } catch (RuntimeException e) {
            throw failure(type, e);
        } finally {
            if (activation != null) {
                activation.close();
            }
        }
    }

    private static InstantiationException failure(Class<?> type, RuntimeException cause) {
        String reason = String.valueOf(cause.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
        InstantiationException failure = new InstantiationException(type.getName() + " cannot be made by CDI: " + reason);
        failure.initCause(cause);
        return failure;
    }

    @SuppressWarnings("unchecked") // The source of a class makes instances of it.
    private <T> Source<T> source(Class<T> type) {
        Source<T> known = (Source<T>) sources.get(type);
        if (known != null) {
            return known;
        }
        Bean<?> bean = bean(type);
        Source<T> source = bean != null ? contextual(type, bean) : unmanaged(type);
        sources.put(type, source);
        return source;
    }

    /** The bean that is this very class, whatever its qualifiers; {@code null} where the class is none. */
    private Bean<?> bean(Class<?> type) {
        Set<Bean<?>> candidates = beans.getBeans(type, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass() == type && bean.getTypes().contains(type)).collect(Collectors.toSet());
        return beans.resolve(candidates);
    }

    private <T> Source<T> contextual(Class<T> type, Bean<?> bean) {
        if (beans.isNormalScope(bean.getScope())) {
            // One stand-in, which finds the instance of the context that is active when it is called.
            Managed<T> shared = new Given<>(reference(type, bean, beans.createCreationalContext(bean)));
            return () -> shared;
        }
        return () -> {
            CreationalContext<?> context = beans.createCreationalContext(bean);
            return new Contextual<>(reference(type, bean, context), context);
        };
    }

    private <T> T reference(Class<T> type, Bean<?> bean, CreationalContext<?> context) {
        return type.cast(beans.getReference(bean, type, context));
    }

    /** For a class that is no bean: it gets what it asks for all the same. */
    private <T> Source<T> unmanaged(Class<T> type) {
        AnnotatedType<T> annotated = beans.createAnnotatedType(type);
        if (annotated.getConstructors().stream().noneMatch(CdiFactory::isUsable)) {
            throw new IllegalArgumentException("it has neither a constructor without parameters nor one with @Inject");
        }
        InjectionTarget<T> target = beans.getInjectionTargetFactory(annotated).createInjectionTarget(null);
        return () -> {
            CreationalContext<T> context = beans.createCreationalContext(null);
            boolean complete = false;
            try {
                T instance = target.produce(context);
                target.inject(instance, context);
                target.postConstruct(instance);
                complete = true;
                return new Unmanaged<>(instance, context, target);
            } finally {
                if (!complete) {
                    context.release();
                }
            }
        };
    }

    /** CDI 4.1, 3.1.1. */
    private static boolean isUsable(AnnotatedConstructor<?> constructor) {
        boolean plain = constructor.getParameters().isEmpty() && !Modifier.isPrivate(constructor.getJavaMember().getModifiers());
        return plain || constructor.isAnnotationPresent(Inject.class);
    }

    // ---- The request context ---------------------------------------------------------------------------------------

    /** Begins and ends the request context of one call at a time. */
    private final class RequestContext implements Activation {
        private final RequestContextController controller;

        RequestContext(RequestContextController controller) {
            this.controller = controller;
        }

        @Override
        public void close() {
            try {
                controller.deactivate();
                idle.offer(this);
            } catch (RuntimeException e) {
                // An application that ends before its sessions do, for instance.
                LOG.log(Level.DEBUG, "a request context could not be ended", e);
            }
        }
    }

    @Override
    public Activation activate() {
        try {
            RequestContext context = idle.poll();
            if (context == null) {
                context = new RequestContext(controller());
            }
            if (context.controller.activate()) {
                return context;
            }
            idle.offer(context);
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "CDI has ended, and so there is no request context", e);
        }
        return null;
    }

    /** Of scope {@code @Dependent}, and holds nothing that would have to be released. */
    private RequestContextController controller() {
        Bean<?> bean = beans.resolve(beans.getBeans(RequestContextController.class));
        return (RequestContextController) beans.getReference(
                bean, RequestContextController.class, beans.createCreationalContext(bean));
    }
}
