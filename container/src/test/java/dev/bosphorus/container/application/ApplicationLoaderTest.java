package dev.bosphorus.container.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationLoaderTest {

    @TempDir
    private Path folder;
    private URLClassLoader parent;
    private ApplicationLoader loader;

    /** Parent and application both have {@code lib.Both}, {@code both.txt}, and classes that an application must not replace. */
    @BeforeEach
    void makeLoaders() throws IOException {
        Map<String, String> both = Map.of("lib/Both.java", "package lib; public class Both { }",
                "jakarta/websocket/Mine.java", "package jakarta.websocket; public class Mine { }",
                "dev/bosphorus/Mine.java", "package dev.bosphorus; public class Mine { }");
        Path above = TestSources.compile(folder.resolve("parent"), both);
        Files.writeString(above.resolve("both.txt"), "parent");
        Path own = TestSources.compile(folder.resolve("own"), both);
        TestSources.compile(own, Map.of("lib/Own.java", "package lib; public class Own { }",
                "dev/bosphorus/app/Own.java", "package dev.bosphorus.app; public class Own { }"));
        Files.writeString(own.resolve("both.txt"), "own");
        parent = new URLClassLoader(new URL[] {above.toUri().toURL()}, ApplicationLoader.class.getClassLoader());
        loader = new ApplicationLoader(new URL[] {own.toUri().toURL()}, parent);
    }

    @AfterEach
    void closeLoaders() throws IOException {
        loader.close();
        parent.close();
    }

    private ClassLoader loaderOf(String name) throws ClassNotFoundException {
        return loader.loadClass(name).getClassLoader();
    }

    @Test
    void applicationsClassesComeFirst() throws ClassNotFoundException {
        assertThat(loaderOf("lib.Both")).isSameAs(loader);
        assertThat(loader.loadClass("lib.Both")).isSameAs(loader.loadClass("lib.Both"));
    }

    @Test
    void jakartaWebSocketAndBosphorusAreNeverReplaced() throws ClassNotFoundException {
        assertThat(loaderOf("jakarta.websocket.Mine")).isSameAs(parent);
        assertThat(loaderOf("dev.bosphorus.Mine")).isSameAs(parent);
        assertThat(loader.loadClass("jakarta.websocket.Session")).isSameAs(jakarta.websocket.Session.class);
    }

    @Test
    void classOfOurPrefixThatOnlyTheApplicationHasIsTheApplications() throws ClassNotFoundException {
        assertThat(loaderOf("dev.bosphorus.app.Own")).isSameAs(loader);
    }

    @Test
    void platformIsNeverReplaced() throws ClassNotFoundException {
        assertThat(loader.loadClass("java.lang.String")).isSameAs(String.class);
        assertThat(loader.loadClass("javax.net.ssl.SSLContext")).isSameAs(javax.net.ssl.SSLContext.class);
        assertThat(loader.loadClass("java.sql.Connection").getClassLoader()).isSameAs(ClassLoader.getPlatformClassLoader());
    }

    @Test
    void whatTheApplicationLacksComesFromTheClassPath() throws ClassNotFoundException {
        assertThat(loader.loadClass("org.junit.jupiter.api.Test")).isSameAs(Test.class);
        assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass("lib.Missing"));
    }

    @Test
    void applicationsResourcesComeFirstAndTheOthersAfterThem() throws IOException {
        assertThat(read(loader.getResource("both.txt"))).isEqualTo("own");
        List<URL> all = Collections.list(loader.getResources("both.txt"));
        assertThat(all).hasSize(2);
        assertThat(read(all.get(0))).isEqualTo("own");
        assertThat(read(all.get(1))).isEqualTo("parent");
        assertThat(loader.getResource("java/lang/String.class")).isNotNull();
        assertThat(loader.getResource("missing.txt")).isNull();
    }

    private static String read(URL resource) throws IOException {
        try (var in = resource.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
