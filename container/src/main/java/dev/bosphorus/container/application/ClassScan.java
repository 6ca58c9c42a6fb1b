package dev.bosphorus.container.application;

import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * Finds an application's classes, and tells which of them a deployment is about (Jakarta WebSocket 2.2, 6.2). Runs no code of
 * theirs.
 */
final class ClassScan {

    private static final Logger LOG = System.getLogger(ClassScan.class.getName());
    private static final String SUFFIX = ".class";

    private ClassScan() {
    }

    /** Whether a deployment is about a class: annotated with {@link ServerEndpoint}, an endpoint, or one that chooses them. */
    static boolean isRelevant(Class<?> type) {
        return isDeployable(type) || isConcrete(type) && Endpoint.class.isAssignableFrom(type);
    }

    /** Whether anything can come of deploying a class alone: endpoints without annotation have to be chosen by a config. */
    static boolean isDeployable(Class<?> type) {
        return type.isAnnotationPresent(ServerEndpoint.class)
                || isConcrete(type) && ServerApplicationConfig.class.isAssignableFrom(type);
    }

    /** Whether a class only looks like an annotated endpoint. */
    static boolean isErrant(Class<?> type) {
        return type.isAnnotationPresent(ServerEndpoint.class) && (!isConcrete(type) || !Modifier.isPublic(type.getModifiers()));
    }

    private static boolean isConcrete(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    }

    /** Adds the classes of a jar or a folder of classes, in the order of their names. */
    static void scan(Path root, ClassLoader loader, Collection<Class<?>> into) throws IOException {
        for (String name : Files.isDirectory(root) ? namesInFolder(root) : namesInJar(root)) {
            try {
                into.add(Class.forName(name, false, loader));
            } catch (ClassNotFoundException | LinkageError e) {
                // Libraries have classes for what is not there (optional dependencies): no reason to fail.
                LOG.log(Level.DEBUG, "{0} in {1} cannot be linked and is left out: {2}", name, root, e);
            }
        }
    }

    private static Set<String> namesInFolder(Path root) throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> found = files.filter(Files::isRegularFile).map(root::relativize).toList();
            for (Path file : found) {
                add(file.toString().replace(file.getFileSystem().getSeparator(), "/"), names);
            }
        }
        return names;
    }

    private static Set<String> namesInJar(Path jar) throws IOException {
        Set<String> names = new TreeSet<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            file.stream().map(ZipEntry::getName).forEach(entry -> add(entry, names));
        }
        return names;
    }

    /** Adds the name of the class in a file; versions for newer JDKs lie in META-INF and have the name of their base class. */
    private static void add(String file, Set<String> names) {
        boolean isClass = file.endsWith(SUFFIX) && !file.startsWith("META-INF/")
                && !file.endsWith("module-info.class") && !file.endsWith("package-info.class");
        if (isClass) {
            names.add(file.substring(0, file.length() - SUFFIX.length()).replace('/', '.'));
        }
    }
}
