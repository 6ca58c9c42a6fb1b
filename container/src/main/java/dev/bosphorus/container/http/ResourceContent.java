package dev.bosphorus.container.http;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** The resources of a class loader below a prefix. */
record ResourceContent(ClassLoader loader, String prefix) implements StaticContent {

    ResourceContent {
        prefix = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    }

    @Override
    public Resource find(String path) throws IOException {
        URL url = loader.getResource(prefix + path);
        if (url == null || isFolder(url)) {
            return null;
        }
        URLConnection connection = open(url);
        boolean folder = connection instanceof JarURLConnection jar && jar.getJarEntry().isDirectory();
        long length = connection.getContentLengthLong();
        long modified = connection.getLastModified();
        // Closes the jar, which asking has opened.
        connection.getInputStream().close();
        return folder ? null : new Resource(length, modified, () -> Channels.newChannel(open(url).getInputStream()));
    }

    /** A connection whose jar is closed with its stream. */
    private static URLConnection open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        return connection;
    }

    /** The stream of a folder's {@code file:} URL would be a listing. */
    private static boolean isFolder(URL url) {
        try {
            return url.getProtocol().equals("file") && !Files.isRegularFile(Path.of(new URI(url.toString())));
        } catch (URISyntaxException e) {
            return true;
        }
    }
}
