package dev.bosphorus.container.http;

import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Path;

/** Where the files of a page come from. Safe from any thread. */
@FunctionalInterface
public interface StaticContent {

    /** Nothing is there. */
    StaticContent NONE = path -> null;

    /**
     * A file found.
     *
     * @param length         in bytes
     * @param modifiedMillis when it was last changed, in milliseconds since 1970; 0 or less where that is not known
     */
    record Resource(long length, long modifiedMillis, Opener opener) {
    }

    /** Opens a file for reading. */
    @FunctionalInterface
    interface Opener {
        ReadableByteChannel open() throws IOException;
    }

    /**
     * Finds a file; may block.
     *
     * @param path decoded, relative, its names separated by single slashes; no name is empty or begins with a dot
     * @return the file, or {@code null} where there is none or it is a folder
     */
    Resource find(String path) throws IOException;

    /** The files below a folder; symbolic links that lead out of it are not followed. */
    static StaticContent folder(Path folder) throws IOException {
        return new FolderContent(folder.toRealPath());
    }

    /** The resources of a class loader below a prefix such as {@code static}. */
    static StaticContent resources(ClassLoader loader, String prefix) {
        return new ResourceContent(loader, prefix);
    }
}
