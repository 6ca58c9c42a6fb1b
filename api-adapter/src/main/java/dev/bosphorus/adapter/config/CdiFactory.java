package dev.bosphorus.adapter.config;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Has instances made by CDI (Jakarta WebSocket 2.2, 7.1): beans with their scope, all other classes with injection,
 * {@code @PostConstruct} and {@code @PreDestroy}. The only class that knows CDI's API, which is optional. Safe for threads.
 */
final class CdiFactory implements InstanceFactory {

    private static final Logger LOG = System.getLogger(CdiFactory.class.getName());

    private final BeanManager beans;
    private final Bean<?> requestContext;
    /** What is known of each class that was asked for. */
    private final Map<Class<?>, Source<?>> sources = new ConcurrentHashMap<>();

    private CdiFactory(BeanManager beans) {
        this.beans = beans;
        this.requestContext = beans.resolve(beans.getBeans(RequestContextController.class));
    }

    /** The factory of the container that runs in this process, or {@code null}. */
    static InstanceFactory current() {
        try {
            return new CdiFactory(CDI.current().getBeanManager());
        } catch (IllegalStateException e) {
            // None is running.
            return null;
        }
    }

    /** Makes instances of one class. */
    private interface Source<T> {
        Managed<T> make();
    }

    private record Made<T>(T instance, Runnable end) implements Managed<T> {
        @Override
        public void close() {
            try {
                end.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "an instance of " + instance.getClass().getName() + " could not be destroyed", e);
            }
        }
    }

    @Override
    @SuppressWarnings("unchecked") // The source of a class makes instances of it.
    public <T> Managed<T> create(Class<T> type) throws InstantiationException {
        try {
            return ((Source<T>) sources.computeIfAbsent(type, this::source)).make();
        } catch (RuntimeException e) {
            InstantiationException failure = new InstantiationException(type.getName() + " cannot be made by CDI: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private <T> Source<T> source(Class<T> type) {
        return bean(type).<Source<T>>map(bean -> () -> contextual(type, bean)).orElseGet(() -> unmanaged(type));
    }

    /** The bean that is this very class, whatever its qualifiers. */
    private Optional<Bean<?>> bean(Class<?> type) {
        Set<Bean<?>> candidates = beans.getBeans(type, Any.Literal.INSTANCE).stream()
                .filter(bean -> bean.getBeanClass() == type && bean.getTypes().contains(type)).collect(Collectors.toSet());
        return candidates.isEmpty() ? Optional.empty() : Optional.of(beans.resolve(candidates));
    }

    /** Ends with its context; a dependent one when it is released. */
    private <T> Managed<T> contextual(Class<T> type, Bean<?> bean) {
        CreationalContext<?> context = beans.createCreationalContext(bean);
        return new Made<>(type.cast(beans.getReference(bean, type, context)), context::release);
    }

    /** For a class that is no bean: it gets what it asks for all the same. */
    private <T> Source<T> unmanaged(Class<T> type) {
        AnnotatedType<T> annotated = beans.createAnnotatedType(type);
        InjectionTarget<T> target = beans.getInjectionTargetFactory(annotated).createInjectionTarget(null);
        return () -> {
            CreationalContext<T> context = beans.createCreationalContext(null);
            T instance = target.produce(context);
            target.inject(instance, context);
            target.postConstruct(instance);
            return new Made<>(instance, () -> {
                target.preDestroy(instance);
                target.dispose(instance);
                context.release();
            });
        };
    }

    @Override
    public Activation activate() {
        CreationalContext<?> context = beans.createCreationalContext(requestContext);
        RequestContextController controller =
                (RequestContextController) beans.getReference(requestContext, RequestContextController.class, context);
        if (!controller.activate()) {
            context.release();
            return null;
        }
        return () -> {
            controller.deactivate();
            context.release();
        };
    }
}
