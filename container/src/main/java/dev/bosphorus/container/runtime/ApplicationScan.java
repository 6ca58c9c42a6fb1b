package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.config.InstanceFactory;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.Modifier;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What of an application's classes is to be deployed (Jakarta WebSocket 2.2, 6.2): what its
 * {@link ServerApplicationConfig}s choose; without any, every class with {@code @ServerEndpoint}.
 *
 * @param annotated the annotated endpoint classes
 * @param configs   the programmatic endpoints
 */
record ApplicationScan(Set<Class<?>> annotated, Set<ServerEndpointConfig> configs) {

    /** @throws DeploymentException where a {@code ServerApplicationConfig} cannot be made or fails */
    static ApplicationScan of(Collection<Class<?>> scanned, InstanceFactory instances) throws DeploymentException {
        Set<Class<?>> withAnnotation = new LinkedHashSet<>();
        Set<Class<? extends Endpoint>> programmatic = new LinkedHashSet<>();
        List<Class<? extends ServerApplicationConfig>> choosers = new ArrayList<>();
        for (Class<?> type : scanned) {
            boolean concrete = !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
            if (type.isAnnotationPresent(ServerEndpoint.class)) {
                withAnnotation.add(type);
            } else if (concrete && Endpoint.class.isAssignableFrom(type)) {
                programmatic.add(type.asSubclass(Endpoint.class));
            } else if (concrete && ServerApplicationConfig.class.isAssignableFrom(type)) {
                choosers.add(type.asSubclass(ServerApplicationConfig.class));
            }
        }
        if (choosers.isEmpty()) {
            return new ApplicationScan(withAnnotation, Set.of());
        }
        ApplicationScan chosen = new ApplicationScan(new LinkedHashSet<>(), new LinkedHashSet<>());
        for (Class<? extends ServerApplicationConfig> chooser : choosers) {
            String archive = archive(chooser);
            chosen.add(create(chooser, instances), of(archive, withAnnotation), of(archive, programmatic));
        }
        return chosen;
    }

    /** "[...] the results of the scan of the archive containing it (top level WAR or contained JAR)" (6.2); a set of its own. */
    private static <T> Set<T> of(String archive, Set<T> found) {
        Set<T> inside = new LinkedHashSet<>(found);
        inside.removeIf(type -> !archive.equals(archive((Class<?>) type)));
        return inside;
    }

    /** Where a class was loaded from; empty where nobody knows. */
    private static String archive(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        return source == null || source.getLocation() == null ? "" : source.getLocation().toString();
    }

    private void add(ServerApplicationConfig chooser, Set<Class<?>> withAnnotation,
            Set<Class<? extends Endpoint>> programmatic) throws DeploymentException {
        try {
            Set<Class<?>> classes = chooser.getAnnotatedEndpointClasses(withAnnotation);
            Set<ServerEndpointConfig> made = chooser.getEndpointConfigs(programmatic);
            annotated.addAll(classes == null ? Set.of() : classes);
            configs.addAll(made == null ? Set.of() : made);
        } catch (RuntimeException e) {
            throw new DeploymentException(chooser.getClass().getName() + " failed: " + e, e);
        }
    }

    private static ServerApplicationConfig create(
            Class<? extends ServerApplicationConfig> type, InstanceFactory instances) throws DeploymentException {
        try {
            return instances.create(type).instance();
        } catch (InstantiationException e) {
            throw new DeploymentException(e.getMessage(), e);
        }
    }
}
