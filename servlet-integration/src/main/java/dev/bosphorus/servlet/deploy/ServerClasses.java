package dev.bosphorus.servlet.deploy;

import java.io.IOException;
import java.io.InputStream;

/**
 * Loads our classes for one container beside that container's own, where those are hidden from the application that carries ours along:
 * Jetty hides its classes, but not the objects that it passes. Everything else is as the application has it.
 */
final class ServerClasses extends ClassLoader {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader server;
    private final String serverPrefix;
    private final String ourPrefix;

    /**
     * @param server       knows the container's classes
     * @param serverPrefix what their names begin with
     * @param ourPrefix    what the names of our classes for that container begin with
     */
    ServerClasses(ClassLoader server, String serverPrefix, String ourPrefix) {
        super(ServerClasses.class.getClassLoader());
        this.server = server;
        this.serverPrefix = serverPrefix;
        this.ourPrefix = ourPrefix;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.startsWith(serverPrefix)) {
            return server.loadClass(name);
        } else if (!name.startsWith(ourPrefix)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            return defineClass(name, bytes, 0, bytes.length, ServerClasses.class.getProtectionDomain());
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
