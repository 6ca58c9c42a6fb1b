package dev.bosphorus.applications;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;

/** What a server's class loader knows: of the tests' class path, all but the applications, their frameworks, and what else is named. */
final class HidingLoader extends ClassLoader {

    private static final String SERVICES = "META-INF/services/";
    private static final List<String> APPLICATIONS =
            List.of("example.", "org.springframework.", "org.jboss.", "jakarta.enterprise.", "jakarta.inject.");

    private final List<String> hidden;
    private final Predicate<URL> services;

    private HidingLoader(ClassLoader parent, List<String> hidden, Predicate<URL> services) {
        super(parent);
        this.hidden = hidden;
        this.services = services;
    }

    /** A server that has Bosphorus. */
    static ClassLoader withProvider(ClassLoader tests) {
        return new HidingLoader(tests, List.of(), WarFolder::isOfProvider);
    }

    /** A server that has none. */
    static ClassLoader withoutProvider(ClassLoader tests) {
        return new HidingLoader(tests, List.of("dev.bosphorus.", "io.netty."), service -> false);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (isHidden(name)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        if (name.startsWith(SERVICES)) {
            try {
                Enumeration<URL> found = getResources(name);
                return found.hasMoreElements() ? found.nextElement() : null;
            } catch (IOException e) {
                return null;
            }
        }
        return isHidden(name.replace('/', '.')) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        if (name.startsWith(SERVICES)) {
            return Collections.enumeration(Collections.list(super.getResources(name)).stream().filter(services).toList());
        }
        return isHidden(name.replace('/', '.')) ? Collections.emptyEnumeration() : super.getResources(name);
    }

    private boolean isHidden(String name) {
        return APPLICATIONS.stream().anyMatch(name::startsWith) || hidden.stream().anyMatch(name::startsWith);
    }
}
