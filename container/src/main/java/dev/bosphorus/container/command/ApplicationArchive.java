package dev.bosphorus.container.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** An application as its sources give it: its own class loader, the classes to deploy, and its pages. Not safe for threads. */
final class ApplicationArchive implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ApplicationArchive.class.getName());

    /** Jars and folders whose classes are scanned. */
    private final List<Path> scanned = new ArrayList<>();
    private final List<String> classNames = new ArrayList<>();
    /** The web application among the sources, or {@code null}. */
    private WebArchive web;
    /** Where {@link #web} is unpacked, or {@code null}. */
    private Path temporary;
    /** {@code null} until all sources are known. */
    private ApplicationLoader loader;
    private final Set<Class<?>> classes = new LinkedHashSet<>();

    private ApplicationArchive() {
    }

    /**
     * Opens sources: names of classes, jars, folders of classes, at most one WAR file or folder laid out like one.
     *
     * @param classPath further jars and folders to load from
     * @throws BadInput where a source is missing or unreadable, or nothing in them can be deployed; then nothing is left behind
     */
    static ApplicationArchive open(List<String> sources, List<Path> classPath) throws BadInput {
        ApplicationArchive archive = new ApplicationArchive();
        boolean opened = false;
        try {
            for (String source : sources) {
                archive.add(source);
            }
            archive.load(classPath);
            if (archive.classes.stream().noneMatch(ClassScan::isDeployable)) {
                throw new BadInput("nothing to deploy: no class with @ServerEndpoint and no ServerApplicationConfig in "
                        + String.join(", ", sources));
            }
            opened = true;
            return archive;
        } finally {
            if (!opened) {
                archive.close();
            }
        }
    }

    private void add(String source) throws BadInput {
        Path path = Arguments.path(source);
        String lower = source.toLowerCase(Locale.ROOT);
        try {
            if (Files.isDirectory(path)) {
                // A link to a folder would be walked as a file.
                Path folder = path.toRealPath();
                if (Files.isDirectory(folder.resolve("WEB-INF"))) {
                    addWeb(WebArchive.ofFolder(folder, temporaryFor(source)));
                } else {
                    scanned.add(folder);
                }
            } else if (Files.isRegularFile(path) && lower.endsWith(".war")) {
                addWeb(WebArchive.ofFile(path, temporaryFor(source)));
            } else if (Files.isRegularFile(path) && lower.endsWith(".jar")) {
                scanned.add(path);
            } else if (Files.exists(path)) {
                throw new BadInput(source + " is neither a jar nor a WAR nor a folder");
            } else if (looksLikeFile(lower)) {
                throw new BadInput("there is no file or folder " + source);
            } else {
                classNames.add(source);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BadInput(source + " cannot be read: " + e.getMessage());
        }
    }

    private static boolean looksLikeFile(String source) {
        return source.endsWith(".jar") || source.endsWith(".war") || source.indexOf('/') >= 0 || source.indexOf('\\') >= 0;
    }

    private Path temporaryFor(String source) throws IOException, BadInput {
        if (temporary != null) {
            throw new BadInput("only one WAR can be served at a time, and " + source + " is the second");
        }
        temporary = Files.createTempDirectory("bosphorus-war-");
        return temporary;
    }

    private void addWeb(WebArchive archive) {
        web = archive;
        if (archive.classes() != null) {
            scanned.add(archive.classes());
        }
        scanned.addAll(archive.libraries());
    }

    private void load(List<Path> classPath) throws BadInput {
        List<Path> entries = new ArrayList<>(scanned);
        entries.addAll(classPath);
        try {
            URL[] urls = new URL[entries.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = entries.get(i).toUri().toURL();
            }
            loader = new ApplicationLoader(urls, ApplicationArchive.class.getClassLoader());
        } catch (IOException e) {
            throw new BadInput("the class path cannot be used: " + e.getMessage());
        }
        for (String name : classNames) {
            classes.add(named(name));
        }
        for (Path root : scanned) {
            try {
                ClassScan.scan(root, loader, classes);
            } catch (IOException | UncheckedIOException e) {
                throw new BadInput(root + " cannot be read: " + e.getMessage());
            }
        }
    }

    private Class<?> named(String name) throws BadInput {
        Class<?> type;
        try {
            type = Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new BadInput("there is no class " + name + " on the class path");
        } catch (LinkageError e) {
            throw new BadInput("the class " + name + " cannot be linked: " + e);
        }
        if (!ClassScan.isRelevant(type)) {
            throw new BadInput("the class " + name + " is no endpoint: it has no @ServerEndpoint");
        }
        return type;
    }

    /** What the scan has found, those named first. */
    Set<Class<?>> classes() {
        return classes;
    }

    /** The application's class loader. */
    ClassLoader loader() {
        return loader;
    }

    /** A folder with the web application's pages, or {@code null}. */
    Path pages() {
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
