package dev.bosphorus.container.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.embedded.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {

    private static final String UNCHOSEN = """
            package app;

            public class Unchosen extends jakarta.websocket.Endpoint {
                @Override
                public void onOpen(jakarta.websocket.Session session, jakarta.websocket.EndpointConfig config) {
                }
            }
            """;

    @TempDir
    private Path folder;

    private static Application open(Object... sources) throws BadApplicationException {
        return Application.open(Stream.of(sources).map(Object::toString).toList(), List.of());
    }

    private static void assertRefused(String part, Object... sources) {
        assertThatExceptionOfType(BadApplicationException.class).isThrownBy(() -> open(sources)).withMessageContaining(part);
    }

    private static List<String> names(Application application) {
        return application.endpoints().stream().map(Class::getName).toList();
    }

    @Test
    void folderOfClassesIsScannedWithoutRunningThem() throws Exception {
        String initialiser = "class Echo { static { System.setProperty(\"bosphorus.test.initialised\", \"\"); }";
        Path classes = TestSources.compile(folder.resolve("classes"), Map.of("app/Greeting.java", TestSources.GREETING,
                "app/Echo.java", TestSources.ECHO.replace("class Echo {", initialiser)));
        try (Application application = open(classes)) {
            assertThat(names(application)).containsExactly("app.Echo");
            assertThat(System.getProperty("bosphorus.test.initialised")).isNull();
            assertThat(application.pages()).isNull();
        }
    }

    @Test
    void linkToAFolderIsFollowed() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), TestSources.echoClasses(folder.resolve("classes")));
        try (Application application = open(link)) {
            assertThat(names(application)).containsExactly("app.Echo");
        }
    }

    /** Jakarta WebSocket 2.2, 4.8. */
    @Test
    void classesThatCanBeNoEndpointAreLeftOutOfAScan() throws Exception {
        Map<String, String> sources = Map.of("app/Echo.java", TestSources.ECHO, "app/Greeting.java", TestSources.GREETING,
                "app/Hidden.java", TestSources.ECHO.replace("public class Echo", "class Hidden"),
                "app/Base.java", TestSources.ECHO.replace("public class Echo", "public abstract class Base"));
        Path classes = TestSources.compile(folder.resolve("classes"), sources);
        try (Application application = open(classes)) {
            assertThat(names(application)).containsExactly("app.Echo");
        }
        try (Application application = Application.open(List.of("app.Hidden"), List.of(classes))) {
            assertThat(names(application)).as("one that was named, so that its author hears of it").containsExactly("app.Hidden");
        }
    }

    /** Jakarta WebSocket 2.2, 6.2: "the results of the scan of the archive containing it". */
    @Test
    void aChooserSeesItsOwnArchiveOnly() throws Exception {
        Path library = TestSources.compile(folder.resolve("library"), Map.of("lib/Other.java", TestSources.ECHO
                .replace("package app", "package lib").replace("class Echo", "class Other").replace("/echo", "/other")
                .replace("Greeting.of(text)", "text")));
        Path classes = TestSources.compile(folder.resolve("classes"), Map.of("app/Echo.java", TestSources.ECHO,
                "app/Greeting.java", TestSources.GREETING, "app/Chooser.java", TestSources.CHOOSER));
        try (Application application = open(classes, library);
                EmbeddedServer server = EmbeddedServer.builder().application(application).start()) {
            assertThat(server.paths()).containsExactly("/echo");
        }
    }

    @Test
    void jarIsScanned() throws Exception {
        Path classes = TestSources.echoClasses(folder.resolve("classes"));
        Map<String, byte[]> entries = TestSources.entries("", classes);
        entries.put("META-INF/versions/21/app/Echo.class", entries.get("app/Echo.class"));
        entries.put("module-info.class", new byte[0]);
        try (Application application = open(TestSources.zip(folder.resolve("echo.jar"), entries))) {
            assertThat(names(application)).containsExactly("app.Echo");
        }
    }

    @Test
    void classIsTakenByNameFromTheClassPath() throws Exception {
        Path classes = TestSources.echoClasses(folder.resolve("classes"));
        try (Application application = Application.open(List.of("app.Echo"), List.of(classes))) {
            assertThat(names(application)).containsExactly("app.Echo");
            assertThat(application.endpoints().get(0).getClassLoader()).isSameAs(application.loader());
        }
    }

    @Test
    void classPathIsNotScanned() throws Exception {
        Path other = TestSources.compile(folder.resolve("other"),
                Map.of("other/Other.java", TestSources.ECHO.replace("package app", "package other")
                        .replace("class Echo", "class Other").replace("Greeting.of(text)", "text")));
        Path classes = TestSources.echoClasses(folder.resolve("classes"));
        try (Application application = Application.open(List.of(classes.toString()), List.of(other))) {
            assertThat(names(application)).containsExactly("app.Echo");
            assertThat(application.loader().loadClass("other.Other")).isNotNull();
        }
    }

    @Test
    void warIsUnpackedAndItsLibrariesAreLoaded() throws Exception {
        try (Application application = open(TestSources.echoWar(folder))) {
            assertThat(names(application)).containsExactly("app.Echo");
            assertThat(application.loader().loadClass("app.Greeting").getClassLoader()).isSameAs(application.loader());
            assertThat(application.pages().resolve("index.html")).hasContent("<p>the page</p>");
            assertThat(application.pages().resolve("styles/page.css")).exists();
        }
    }

    @Test
    void librariesOfAWarAreScanned() throws Exception {
        Path jar = TestSources.zip(folder.resolve("echo.jar"),
                TestSources.entries("", TestSources.echoClasses(folder.resolve("classes"))));
        Path war = TestSources.zip(folder.resolve("echo.war"), Map.of("WEB-INF/lib/echo.jar", Files.readAllBytes(jar)));
        try (Application application = open(war)) {
            assertThat(names(application)).containsExactly("app.Echo");
            assertThat(application.pages()).as("a WAR without pages").isNull();
        }
    }

    @Test
    void pagesNeverHoldWhatIsInWebInfOrMetaInf() throws Exception {
        Map<String, byte[]> entries = new LinkedHashMap<>(TestSources.entries("WEB-INF/classes/",
                TestSources.echoClasses(folder.resolve("classes"))));
        for (String hidden : List.of("WEB-INF/web.xml", "web-inf/secret", "META-INF/context.xml", "Meta-Inf/x")) {
            entries.put(hidden, TestSources.text("secret"));
        }
        entries.put("docs/WEB-INF/seen", TestSources.text("below the top it is a folder like others"));
        try (Application application = open(TestSources.zip(folder.resolve("a.war"), entries))) {
            assertThat(TestSources.entries("", application.pages())).containsOnlyKeys("docs/WEB-INF/seen");
        }
    }

    @Test
    void folderLaidOutLikeAWarIsTakenAsOne() throws Exception {
        Path war = Files.createDirectories(folder.resolve("exploded"));
        TestSources.echoClasses(war.resolve("WEB-INF/classes"));
        Files.writeString(war.resolve("WEB-INF/web.xml"), "secret");
        Files.createDirectories(war.resolve("META-INF"));
        Files.writeString(Files.createDirectories(war.resolve("docs")).resolve("index.html"), "page");
        Files.createSymbolicLink(war.resolve("link"), war.resolve("WEB-INF/web.xml"));
        try (Application application = open(war)) {
            assertThat(names(application)).containsExactly("app.Echo");
            assertThat(TestSources.entries("", application.pages())).containsOnlyKeys("docs/index.html");
        }
    }

    @Test
    void whatWasUnpackedIsRemovedWithTheArchive() throws Exception {
        Application application = open(TestSources.echoWar(folder));
        Path unpacked = application.pages().getParent();
        application.close();
        assertThat(unpacked).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "WEB-INF/../../evil", "a/../../evil", "/evil", "a\\..\\..\\evil", "C:/evil", "a/./b",
            "WEB-INF/classes/../x"})
    void entryThatLeadsOutOfTheWarIsRefused(String name) throws Exception {
        Path war = TestSources.zip(folder.resolve("evil.war"), Map.of(name, TestSources.text("evil")));
        assertRefused("an entry that leads out of it: " + name, war);
        assertThat(folder.resolve("evil")).doesNotExist();
    }

    @Test
    void secondWarIsRefused() throws Exception {
        Path war = TestSources.echoWar(folder);
        assertRefused("only one WAR", war, war);
    }

    @Test
    void classThatCannotBeLinkedIsLeftOut() throws Exception {
        Path classes = TestSources.compile(folder.resolve("classes"), Map.of("app/Echo.java", TestSources.ECHO,
                "app/Greeting.java", TestSources.GREETING, "app/Broken.java", "package app; class Broken extends Missing { }",
                "app/Missing.java", "package app; class Missing { }"));
        Files.delete(classes.resolve("app/Missing.class"));
        Files.writeString(classes.resolve("app/Garbage.class"), "no class file");
        try (Application application = open(classes)) {
            assertThat(names(application)).containsExactly("app.Echo");
        }
        assertThatExceptionOfType(BadApplicationException.class)
                .isThrownBy(() -> Application.open(List.of("app.Broken"), List.of(classes)))
                .withMessageStartingWith("the class app.Broken cannot be linked");
    }

    @Test
    void endpointThatNobodyChoosesIsNothingToDeploy() throws Exception {
        Path classes = TestSources.compile(folder.resolve("classes"), Map.of("app/Unchosen.java", UNCHOSEN));
        try (Application application = open(classes)) {
            assertThat(names(application)).containsExactly("app.Unchosen");
            assertThat(application.isDeployable()).isFalse();
        }
    }

    @Test
    void configsAreGatheredWithTheEndpointsTheyChooseFrom() throws Exception {
        Path classes = TestSources.compile(folder.resolve("classes"), Map.of("app/Unchosen.java", UNCHOSEN, "app/Config.java", """
                package app;

                import jakarta.websocket.Endpoint;
                import jakarta.websocket.server.ServerEndpointConfig;
                import java.util.Set;

                public class Config implements jakarta.websocket.server.ServerApplicationConfig {
                    @Override
                    public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> endpoints) {
                        return Set.of();
                    }

                    @Override
                    public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
                        return Set.of();
                    }
                }
                """));
        try (Application application = open(classes)) {
            assertThat(names(application)).containsExactly("app.Config", "app.Unchosen");
        }
    }

    @Test
    void sourceThatIsNotThereIsRefused() {
        assertRefused("there is no class app.Missing on the class path", "app.Missing");
        assertRefused("there is no file or folder missing.jar", "missing.jar");
        assertRefused("there is no file or folder target/missing", "target/missing");
        assertRefused("is no endpoint", "java.lang.String");
    }

    @Test
    void fileOfAnotherKindIsRefused() throws IOException {
        assertRefused("is neither a jar nor a WAR nor a folder", Files.writeString(folder.resolve("a.txt"), "text"));
        assertRefused("cannot be read", Files.writeString(folder.resolve("a.jar"), "no jar"));
        assertRefused("cannot be read", Files.writeString(folder.resolve("a.war"), "no WAR"));
    }
}
