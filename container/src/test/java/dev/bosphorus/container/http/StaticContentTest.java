package dev.bosphorus.container.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.http.StaticContent.Resource;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticContentTest {

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectories(folder.resolve("static"));
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("sub/page.html"), "page");
        Files.setLastModifiedTime(root.resolve("sub/page.html"), FileTime.fromMillis(1_000_000));
        Files.writeString(folder.resolve("outside.txt"), "outside");
    }

    private static String text(Resource resource) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) resource.length() + 1);
        try (ReadableByteChannel channel = resource.opener().open()) {
            int read = channel.read(bytes);
            while (read > 0) {
                read = channel.read(bytes);
            }
        }
        return StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    }

    @Test
    void fileOfAFolderIsFound() throws IOException {
        Resource page = StaticContent.folder(root).find("sub/page.html");
        assertThat(page.length()).isEqualTo(4);
        assertThat(page.modifiedMillis()).isEqualTo(1_000_000);
        assertThat(text(page)).isEqualTo("page");
    }

    @Test
    void folderOrNothingIsNoFile() throws IOException {
        StaticContent content = StaticContent.folder(root);
        assertThat(content.find("sub")).isNull();
        assertThat(content.find("nothing")).isNull();
        assertThat(content.find("sub/page.html/more")).isNull();
        assertThat(content.find("x".repeat(5000))).isNull();
    }

    @Test
    void linkThatLeadsOutOfTheFolderIsNotFollowed() throws IOException {
        Files.createSymbolicLink(root.resolve("out.txt"), folder.resolve("outside.txt"));
        Files.createSymbolicLink(root.resolve("up"), folder);
        Files.createSymbolicLink(root.resolve("in.html"), root.resolve("sub/page.html"));
        StaticContent content = StaticContent.folder(root);
        assertThat(content.find("out.txt")).isNull();
        assertThat(content.find("up/outside.txt")).isNull();
        assertThat(content.find("../outside.txt")).isNull();
        assertThat(text(content.find("in.html"))).isEqualTo("page");
    }

    @Test
    void resourceOfAClassesFolderIsFound() throws IOException {
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            StaticContent content = StaticContent.resources(loader, "static");
            assertThat(text(content.find("sub/page.html"))).isEqualTo("page");
            // The stream of a folder's URL would be a listing.
            assertThat(content.find("sub")).isNull();
            assertThat(content.find("nothing")).isNull();
        }
    }

    @Test
    void resourceOfAJarIsFound() throws IOException {
        Path jar = folder.resolve("pages.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("static/sub/"));
            zip.putNextEntry(new ZipEntry("static/sub/page.html"));
            zip.write("page".getBytes(StandardCharsets.UTF_8));
        }
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
            StaticContent content = StaticContent.resources(loader, "static/");
            Resource page = content.find("sub/page.html");
            assertThat(page.length()).isEqualTo(4);
            assertThat(text(page)).isEqualTo("page");
            assertThat(content.find("sub")).isNull();
            assertThat(content.find("sub/")).isNull();
            assertThat(content.find("nothing")).isNull();
        }
    }
}
