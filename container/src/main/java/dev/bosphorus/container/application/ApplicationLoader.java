package dev.bosphorus.container.application;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

/**
 * Loads an application's classes and resources before those of the class path, so that an application brings its own
 * versions of libraries. The platform's classes, {@code jakarta.websocket}, {@code jakarta.servlet} and Bosphorus itself are
 * never replaced.
 */
final class ApplicationLoader extends URLClassLoader {

    static {
        registerAsParallelCapable();
    }

    ApplicationLoader(URL[] entries, ClassLoader parent) {
        super("application", entries, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null) {
                type = isShared(name) ? super.loadClass(name, false) : ownFirst(name);
            }
            if (resolve) {
                resolveClass(type);
            }
            return type;
        }
    }

    /** Whether application and container have to mean the same class by this name. */
    private static boolean isShared(String name) {
        return name.startsWith("java.") || name.startsWith("jakarta.websocket.") || name.startsWith("jakarta.servlet.")
                || name.startsWith("dev.bosphorus.");
    }

    private Class<?> ownFirst(String name) throws ClassNotFoundException {
        Class<?> platform = ofPlatform(name);
        if (platform != null) {
            return platform;
        }
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return getParent().loadClass(name);
        }
    }

    /** A class of the JDK, or {@code null}: also {@code javax}, {@code org.w3c} and others of it are not to be replaced. */
    private static Class<?> ofPlatform(String name) {
        ClassLoader platform = ClassLoader.getPlatformClassLoader();
        try {
            Class<?> type = platform.loadClass(name);
            // The platform's loader also answers for modules of the application's loader: those may be replaced.
            return type.getClassLoader() == null || type.getClassLoader() == platform ? type : null;
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    @Override
    public URL getResource(String name) {
        URL own = findResource(name);
        return own != null ? own : super.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        all.addAll(Collections.list(getParent().getResources(name)));
        return Collections.enumeration(all);
    }
}
