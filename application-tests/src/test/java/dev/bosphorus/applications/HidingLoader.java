package dev.bosphorus.applications;

import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/** What a server's class loader knows that has no Bosphorus: of the tests' class path, all but that, Netty and the applications. */
final class HidingLoader extends ClassLoader {

    private static final List<String> HIDDEN = List.of("dev.bosphorus.", "io.netty.", "example.");

    HidingLoader(ClassLoader parent) {
        super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (HIDDEN.stream().anyMatch(name::startsWith)) {
            throw new ClassNotFoundException(name);
        }
        return super.loadClass(name, resolve);
    }

    @Override
    public URL getResource(String name) {
        return isHidden(name) ? null : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        return isHidden(name) ? Collections.emptyEnumeration() : super.getResources(name);
    }

    private static boolean isHidden(String name) {
        return name.startsWith("META-INF/services/") || HIDDEN.stream().anyMatch(name.replace('/', '.')::startsWith);
    }
}
