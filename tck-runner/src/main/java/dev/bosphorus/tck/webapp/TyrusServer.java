package dev.bosphorus.tck.webapp;

import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * Tyrus on Grizzly with the classes of an application; it has no servlets. Used by reflection: with Tyrus on the class path, services
 * would put it in the place of Bosphorus.
 */
public final class TyrusServer implements ServletServer {

    private static final String CLASSES = "WEB-INF/classes/";
    private static final String ENDING = ".class";
    /** Here 0 is a port of Tyrus' own choice. */
    private static final int ANY_PORT = -1;

    private final URLClassLoader loader;
    private final Object server;
    private final Exception failure;

    private TyrusServer(URLClassLoader loader, Object server, Exception failure) {
        this.loader = loader;
        this.server = server;
        this.failure = failure;
    }

    /**
     * Starts it.
     *
     * @throws IOException where the class path has no Tyrus, or the file cannot be read
     */
    public static ServletServer start(WebApplication application) throws IOException {
        URL classes = URI.create("jar:" + application.war().toUri() + "!/" + CLASSES).toURL();
        URLClassLoader loader = new URLClassLoader("application", new URL[] {classes}, TyrusServer.class.getClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Object server = Class.forName("org.glassfish.tyrus.server.Server")
                    .getConstructor(String.class, int.class, String.class, Map.class, Set.class)
                    .newInstance(application.host(), application.port() == 0 ? ANY_PORT : application.port(),
                            application.contextPath().isEmpty() ? "/" : application.contextPath(), Map.of(), scanned(application, loader));
            return new TyrusServer(loader, server, started(server));
        } catch (ReflectiveOperationException e) {
            loader.close();
            throw new IOException("Tyrus cannot be started: " + e, e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Exception started(Object server) throws ReflectiveOperationException {
        try {
            server.getClass().getMethod("start").invoke(server);
            return null;
        } catch (InvocationTargetException e) {
            return new IllegalStateException(e.getCause());
        }
    }

    /** Section 6.2: annotated endpoints, and what chooses among them; it takes no others. */
    private static Set<Class<?>> scanned(WebApplication application, ClassLoader loader) throws IOException, ClassNotFoundException {
        Set<Class<?>> found = new LinkedHashSet<>();
        try (JarFile war = new JarFile(application.war().toFile())) {
            List<String> names = war.stream().map(ZipEntry::getName).filter(name -> name.startsWith(CLASSES) && name.endsWith(ENDING)).toList();
            for (String name : names) {
                Class<?> type = loader.loadClass(name.substring(CLASSES.length(), name.length() - ENDING.length()).replace('/', '.'));
                if (type.isAnnotationPresent(ServerEndpoint.class) || ServerApplicationConfig.class.isAssignableFrom(type)) {
                    found.add(type);
                }
            }
        }
        return found;
    }

    @Override
    public int port() {
        try {
            return (int) server.getClass().getMethod("getPort").invoke(server);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Tyrus does not say its port", e);
        }
    }

    @Override
    public Exception failure() {
        return failure;
    }

    @Override
    public void close() {
        try {
            server.getClass().getMethod("stop").invoke(server);
            loader.close();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("Tyrus does not stop", e);
        }
    }
}
