package dev.bosphorus.container.application;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An application as its sources give it: its own class loader, the classes to deploy, and its pages. Open it, start a server
 * with it, stop the server, close it. Not safe for threads while it is opened or closed.
 */
public final class Application implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Application.class.getName());

    /** Jars and folders whose classes are scanned. */
    private final List<Path> scannedRoots = new ArrayList<>();
    private final List<String> classNames = new ArrayList<>();
    /** The web application among the sources, or {@code null}. */
    private WebArchive web;
    /** Where {@link #web} is unpacked, or {@code null}. */
    private Path temporary;
    /** {@code null} until all sources are known. */
    private ApplicationLoader loader;
    private final Set<Class<?>> scanned = new LinkedHashSet<>();

    private Application() {
    }

    /**
     * Opens sources: names of classes, jars, folders of classes, at most one WAR file or folder laid out like one. Runs no
     * code of theirs.
     *
     * @param classPath further jars and folders to load from, which are not scanned
     * @throws BadApplicationException where a source is missing or unreadable; then nothing is left behind
     */
    public static Application open(List<String> sources, List<Path> classPath) throws BadApplicationException {
        Application application = new Application();
        boolean opened = false;
        try {
            for (String source : sources) {
                application.add(source);
            }
            application.load(classPath);
            opened = true;
            return application;
        } finally {
            if (!opened) {
                application.close();
            }
        }
    }

    private void add(String source) throws BadApplicationException {
        String lower = source.toLowerCase(Locale.ROOT);
        try {
            Path path = Path.of(source);
            if (Files.isDirectory(path)) {
                // A link to a folder would be walked as a file.
                Path folder = path.toRealPath();
                if (Files.isDirectory(folder.resolve("WEB-INF"))) {
                    addWeb(WebArchive.ofFolder(folder, temporaryFor(source)));
                } else {
                    scannedRoots.add(folder);
                }
            } else if (Files.isRegularFile(path) && lower.endsWith(".war")) {
                addWeb(WebArchive.ofFile(path, temporaryFor(source)));
            } else if (Files.isRegularFile(path) && lower.endsWith(".jar")) {
                scannedRoots.add(path);
            } else if (Files.exists(path)) {
                throw new BadApplicationException(source + " is neither a jar nor a WAR nor a folder");
            } else if (looksLikeFile(lower)) {
                throw new BadApplicationException("there is no file or folder " + source);
            } else {
                classNames.add(source);
            }
        } catch (InvalidPathException e) {
            throw new BadApplicationException("this is no path: " + e.getMessage());
        } catch (IOException | UncheckedIOException e) {
            throw new BadApplicationException(source + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean looksLikeFile(String source) {
        return source.endsWith(".jar") || source.endsWith(".war") || source.indexOf('/') >= 0 || source.indexOf('\\') >= 0;
    }

    private Path temporaryFor(String source) throws IOException, BadApplicationException {
        if (temporary != null) {
            throw new BadApplicationException("only one WAR can be served at a time, and " + source + " is the second");
        }
        temporary = Files.createTempDirectory("bosphorus-war-");
        return temporary;
    }

    private void addWeb(WebArchive archive) {
        web = archive;
        if (archive.classes() != null) {
            scannedRoots.add(archive.classes());
        }
        scannedRoots.addAll(archive.libraries());
    }

    private void load(List<Path> classPath) throws BadApplicationException {
        List<Path> entries = new ArrayList<>(scannedRoots);
        entries.addAll(classPath);
        try {
            URL[] urls = new URL[entries.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = entries.get(i).toUri().toURL();
            }
            loader = new ApplicationLoader(urls, Application.class.getClassLoader());
        } catch (IOException e) {
            throw new BadApplicationException("the class path cannot be used: " + e.getMessage());
        }
        for (String name : classNames) {
            scanned.add(named(name));
        }
        for (Path root : scannedRoots) {
            try {
                ClassScan.scan(root, loader, scanned);
            } catch (IOException | UncheckedIOException e) {
                throw new BadApplicationException(root + " cannot be read: " + e.getMessage());
            }
        }
    }

    private Class<?> named(String name) throws BadApplicationException {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new BadApplicationException("there is no class " + name + " on the class path");
        } catch (LinkageError e) {
            throw new BadApplicationException("the class " + name + " cannot be linked: " + e);
        }
        if (!ClassScan.isRelevant(type)) {
            throw new BadApplicationException("the class " + name + " is no endpoint: it has no @ServerEndpoint");
        }
        return type;
    }

    /** Every class of the sources that can be linked, those named first; none of them is initialised. */
    public Set<Class<?>> scanned() {
        return Collections.unmodifiableSet(scanned);
    }

    /**
     * What of {@link #scanned} a deployment is about: endpoints, and the {@code ServerApplicationConfig}s that choose. A scan
     * leaves out "annotated classes that are non-public" (Jakarta WebSocket 2.2, 4.8), unless they were named.
     */
    public List<Class<?>> endpoints() {
        return scanned.stream().filter(ClassScan::isRelevant)
                .filter(type -> !ClassScan.isErrant(type) || classNames.contains(type.getName()))
                .<Class<?>>map(type -> type).toList();
    }

    /** Whether the classes alone give something to deploy; an {@link ApplicationInitializer} may add more. */
    public boolean isDeployable() {
        return scanned.stream().anyMatch(ClassScan::isDeployable);
    }

    /** The application's class loader; its own classes come first. */
    public ClassLoader loader() {
        return loader;
    }

    /** The web application among the sources, or {@code null}. */
    public WebArchive web() {
        return web;
    }

    /** A folder with the web application's pages, or {@code null}. */
    public Path pages() {
        return web == null ? null : web.pages();
    }

    /** Closes the class loader and removes what was unpacked. */
    @Override
    public void close() {
        try {
            if (loader != null) {
                loader.close();
            }
            if (temporary != null) {
                deleteTree(temporary);
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.WARNING, "not everything of the application could be removed from " + temporary, e);
        }
    }

    private static void deleteTree(Path root) throws IOException {
        List<Path> inside;
        try (Stream<Path> found = Files.walk(root)) {
            inside = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inside) {
            Files.deleteIfExists(path);
        }
    }
}
