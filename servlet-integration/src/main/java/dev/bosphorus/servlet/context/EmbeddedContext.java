package dev.bosphorus.servlet.context;

import dev.bosphorus.container.application.Application;
import dev.bosphorus.container.application.WebArchive;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.EventListener;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What the embedded server has of a {@link ServletContext}: attributes, parameters, listeners, resources, and what an
 * application asks of its surroundings. Its public methods are those of the interface that work here; every other one throws
 * {@link UnsupportedOperationException} and says that it needs a servlet container. Safe from any thread.
 */
final class EmbeddedContext {

    private static final Logger LOG = System.getLogger(ServletContext.class.getName());

    /** The version of Jakarta Servlet whose methods these are. */
    private static final int MAJOR_VERSION = 6;
    private static final int MINOR_VERSION = 1;

    private final Application application;
    private final String contextPath;
    private final WebDescriptor descriptor;
    private final ContextListeners listeners;
    private final Map<String, Object> attributes = new ConcurrentHashMap<>();
    private final Map<String, String> parameters;
    private final ServletContext view;
    /** Whether the application has begun, after which listeners and parameters stay as they are. */
    private volatile boolean begun;

    EmbeddedContext(Application application, String contextPath, WebDescriptor descriptor, ContextListeners listeners) {
        this.application = application;
        this.contextPath = contextPath;
        this.descriptor = descriptor;
        this.listeners = listeners;
        this.parameters = new ConcurrentHashMap<>(descriptor.parameters());
        this.view = (ServletContext) Proxy.newProxyInstance(
                ServletContext.class.getClassLoader(), new Class<?>[] {ServletContext.class}, this::invoke);
    }

    /** The context as the application gets it. */
    ServletContext view() {
        return view;
    }

    void begun() {
        begun = true;
    }

    private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return switch (method.getName()) {
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "servlet context of " + (contextPath.isEmpty() ? "the root" : contextPath);
            };
        }
        try {
            return EmbeddedContext.class.getMethod(method.getName(), method.getParameterTypes()).invoke(this, arguments);
        } catch (NoSuchMethodException e) {
            throw new UnsupportedOperationException(
                    "ServletContext." + method.getName() + " needs a servlet container, and this is an embedded server");
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    // ---- Surroundings --------------------------------------------------------------------------------------------

    public String getContextPath() {
        return contextPath;
    }

    public String getServletContextName() {
        return descriptor.displayName();
    }

    public String getServerInfo() {
        return "Bosphorus";
    }

    public String getVirtualServerName() {
        return "Bosphorus";
    }

    public ClassLoader getClassLoader() {
        return application.loader();
    }

    public int getMajorVersion() {
        return MAJOR_VERSION;
    }

    public int getMinorVersion() {
        return MINOR_VERSION;
    }

    public int getEffectiveMajorVersion() {
        return MAJOR_VERSION;
    }

    public int getEffectiveMinorVersion() {
        return MINOR_VERSION;
    }

    public void log(String message) {
        LOG.log(Level.INFO, message);
    }

    public void log(String message, Throwable cause) {
        LOG.log(Level.INFO, message, cause);
    }

    // ---- Parameters ----------------------------------------------------------------------------------------------

    public String getInitParameter(String name) {
        return parameters.get(name);
    }

    public Enumeration<String> getInitParameterNames() {
        return Collections.enumeration(parameters.keySet());
    }

    public boolean setInitParameter(String name, String value) {
        requireBeginning();
        return parameters.putIfAbsent(name, value) == null;
    }

    private void requireBeginning() {
        if (begun) {
            throw new IllegalStateException("the application has begun already");
        }
    }

    // ---- Attributes ----------------------------------------------------------------------------------------------

    public Object getAttribute(String name) {
        return attributes.get(name);
    }

    public Enumeration<String> getAttributeNames() {
        return Collections.enumeration(attributes.keySet());
    }

    public void setAttribute(String name, Object value) {
        if (value == null) {
            removeAttribute(name);
            return;
        }
        Object before = attributes.put(name, value);
        if (before == null) {
            listeners.attribute(ServletContextAttributeListener::attributeAdded, view, name, value);
        } else {
            listeners.attribute(ServletContextAttributeListener::attributeReplaced, view, name, before);
        }
    }

    public void removeAttribute(String name) {
        Object before = attributes.remove(name);
        if (before != null) {
            listeners.attribute(ServletContextAttributeListener::attributeRemoved, view, name, before);
        }
    }

    // ---- Listeners -----------------------------------------------------------------------------------------------

    public void addListener(String className) {
        requireBeginning();
        try {
            addListener(Class.forName(className, true, application.loader()).asSubclass(EventListener.class));
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IllegalArgumentException(className + " is no listener of this application", e);
        }
    }

    public void addListener(Class<? extends EventListener> type) {
        requireBeginning();
        try {
            listeners.add(createListener(type));
        } catch (ServletException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public void addListener(EventListener listener) {
        requireBeginning();
        listeners.add(listener);
    }

    public <T extends EventListener> T createListener(Class<T> type) throws ServletException {
        try {
            return type.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new ServletException(type.getName() + " cannot be instantiated: " + e, e);
        }
    }

    // ---- Resources -----------------------------------------------------------------------------------------------

    public String getMimeType(String file) {
        return URLConnection.guessContentTypeFromName(file);
    }

    public String getRealPath(String path) {
        Path file = file(path.startsWith("/") ? path : "/" + path);
        return file == null ? null : file.toString();
    }

    public URL getResource(String path) throws MalformedURLException {
        if (!path.startsWith("/")) {
            throw new MalformedURLException("a resource's path begins with a slash: " + path);
        }
        Path file = file(path);
        return file == null ? null : file.toUri().toURL();
    }

    public InputStream getResourceAsStream(String path) {
        Path file = file(path);
        try {
            return file == null || Files.isDirectory(file) ? null : Files.newInputStream(file);
        } catch (IOException e) {
            return null;
        }
    }

    public Set<String> getResourcePaths(String path) {
        Path folder = file(path);
        if (folder == null || !Files.isDirectory(folder)) {
            return null;
        }
        String prefix = path.endsWith("/") ? path : path + "/";
        Set<String> found = new TreeSet<>();
        try (Stream<Path> inside = Files.list(folder)) {
            inside.forEach(entry -> found.add(prefix + entry.getFileName() + (Files.isDirectory(entry) ? "/" : "")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** A file or a folder of the web application; {@code null} where it has none of that path. */
    private Path file(String path) {
        WebArchive web = application.web();
        if (web == null || !path.startsWith("/") || path.contains("..") || path.indexOf('\0') >= 0) {
            return null;
        }
        boolean hidden = path.startsWith("/WEB-INF") || path.startsWith("/META-INF");
        Path root = hidden ? web.inside() : web.pages();
        Path file = root == null ? null : root.resolve(path.substring(1));
        return file != null && Files.exists(file) ? file : null;
    }
}
