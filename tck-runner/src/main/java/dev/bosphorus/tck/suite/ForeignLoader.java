package dev.bosphorus.tck.suite;

import dev.bosphorus.tck.selection.Selection;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;

/**
 * The runner's own class path once more, with the jars of another implementation of Jakarta WebSocket, which are in the folder
 * {@code lib-TARGET} beside the runner, in place of Bosphorus: which implementation there is, containers are told by services, so a
 * class path can have only one.
 */
public final class ForeignLoader extends URLClassLoader {

    /** What both sides talk in. */
    private static final Set<String> SHARED = Set.of(SuiteTarget.class.getName(), SuiteResult.class.getName(),
            SuiteResult.Outcome.class.getName(), SuiteResult.Cause.class.getName(), SuiteProgress.class.getName(),
            SuiteProgress.ClassSum.class.getName(), Selection.class.getName());
    /** What the parts of Bosphorus are known by that bring an implementation. */
    private static final List<String> OURS = List.of("dev/bosphorus/container/embedded/EmbeddedServer.class",
            "dev/bosphorus/servlet/deploy/WebSocketInitializer.class");

    /** What the URLs of all that is in our jars begin with. */
    private final List<String> hidden;

    private ForeignLoader(String name, List<URL> urls, List<String> hidden) {
        super(name, urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.hidden = hidden;
    }

    /**
     * Finds the jars.
     *
     * @throws IOException where they are not there
     */
    public static ForeignLoader of(SuiteTarget target) throws IOException {
        List<URL> urls = new ArrayList<>();
        Path folder = Path.of(URI.create(ForeignLoader.class.getProtectionDomain().getCodeSource().getLocation().toString()))
                .resolveSibling("lib-" + target.name());
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path jar : jars) {
                urls.add(jar.toUri().toURL());
            }
        } catch (NoSuchFileException e) {
            throw new IOException("the folder with its jars is not there: " + folder, e);
        }
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return new ForeignLoader(target.name(), urls, OURS.stream().map(ForeignLoader::prefix).toList());
    }

    private static String prefix(String name) {
        String url = ForeignLoader.class.getClassLoader().getResource(name).toString();
        return url.substring(0, url.length() - name.length());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHARED.contains(name)) {
            return Class.forName(name, false, ForeignLoader.class.getClassLoader());
        }
        if (name.startsWith("dev.bosphorus.") && !name.startsWith("dev.bosphorus.tck.")) {
            throw new ClassNotFoundException(name + " is not there for others");
        }
        return super.findClass(name);
    }

    @Override
    public URL findResource(String name) {
        try {
            Enumeration<URL> found = findResources(name);
            return found.hasMoreElements() ? found.nextElement() : null;
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        return Collections.enumeration(Collections.list(super.findResources(name)).stream()
                .filter(url -> hidden.stream().noneMatch(url.toString()::startsWith)).toList());
    }
}
