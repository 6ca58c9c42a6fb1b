package dev.bosphorus.container.application;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A web application on disk: where its classes, its libraries and its pages are. Pages are always a copy, in a folder
 * that has nothing of WEB-INF and META-INF, so no request can reach what is in those.
 *
 * @param inside    the folder that holds WEB-INF and META-INF; it may hold pages, too
 * @param classes   {@code null} where it has none
 * @param libraries in the order of their names
 * @param pages     {@code null} where it has none
 */
public record WebArchive(Path inside, Path classes, List<Path> libraries, Path pages) {

    /** Unpacks a WAR file into a folder that is there and empty. @throws BadApplicationException where an entry would leave that folder */
    static WebArchive ofFile(Path war, Path into) throws IOException, BadApplicationException {
        Path inside = into.resolve("application");
        Path pages = into.resolve("pages");
        try (ZipFile zip = new ZipFile(war.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                Path root = isHidden(entry.getName()) ? inside : pages;
                Path target = target(root, entry.getName());
                if (target == null) {
                    throw new BadApplicationException(war + " has an entry that leads out of it: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(content, target);
                    }
                }
            }
        }
        return of(inside, pages);
    }

    /** Where an entry is unpacked, or {@code null} where its name is not of the plain form {@code a/b/c}. */
    private static Path target(Path root, String name) {
        boolean plain = !name.startsWith("/") && name.indexOf('\\') < 0 && name.indexOf(':') < 0 && name.indexOf('\0') < 0;
        for (String segment : name.split("/")) {
            plain &= !segment.equals("..") && !segment.equals(".");
        }
        return plain ? root.resolve(name) : null;
    }

    /** Takes a folder laid out like a WAR: classes and libraries where they are, pages copied into a folder that is empty. */
    static WebArchive ofFolder(Path folder, Path into) throws IOException {
        Path pages = into.resolve("pages");
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return isHidden(inFolder(directory)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                if (attributes.isRegularFile()) {
                    Path target = pages.resolve(inFolder(file));
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
                return FileVisitResult.CONTINUE;
            }

            private String inFolder(Path path) {
                return folder.relativize(path).toString().replace('\\', '/');
            }
        });
        return of(folder, pages);
    }

    private static WebArchive of(Path inside, Path pages) throws IOException {
        Path classes = inside.resolve("WEB-INF/classes");
        Path libraries = inside.resolve("WEB-INF/lib");
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(libraries)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(libraries, "*.jar")) {
                found.forEach(jars::add);
            }
        }
        Collections.sort(jars);
        return new WebArchive(inside, Files.isDirectory(classes) ? classes : null, jars, Files.isDirectory(pages) ? pages : null);
    }

    /** Jakarta Servlet 6.1, 10.5: nothing below these two is ever served; not in any case, since some disks disregard it. */
    private static boolean isHidden(String name) {
        int slash = name.indexOf('/');
        String top = slash < 0 ? name : name.substring(0, slash);
        return top.equalsIgnoreCase("WEB-INF") || top.equalsIgnoreCase("META-INF");
    }
}
