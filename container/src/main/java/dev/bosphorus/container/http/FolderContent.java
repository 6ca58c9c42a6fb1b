package dev.bosphorus.container.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** The files below a folder. */
record FolderContent(Path root) implements StaticContent {

    @Override
    public Resource find(String path) throws IOException {
        Path file;
        try {
            file = root.resolve(path).toRealPath();
        } catch (InvalidPathException | FileSystemException e) {
            // No such file, or a name that this file system cannot have.
            return null;
        }
        // The real path: no name and no symbolic link leads out of the folder.
        if (!file.startsWith(root)) {
            return null;
        }
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile() || !Files.isReadable(file)) {
            return null;
        }
        return new Resource(attributes.size(), attributes.lastModifiedTime().toMillis(),
                () -> FileChannel.open(file, StandardOpenOption.READ));
    }
}
