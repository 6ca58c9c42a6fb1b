package dev.bosphorus.container.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the page {@code docs/api.md} complete and true. */
class ApiTableTest {

    private static final Path PAGE = Path.of("..", "docs", "api.md");
    /** What a type without methods has in the place of one. */
    private static final String ITSELF = "itself";
    /** Behind methods that are not in 2.2. */
    private static final String NEW = " 2.3";

    @Test
    void everyMethodOfTheApiHasItsRow() throws Exception {
        Set<String> rows = rows();
        Set<String> api = new TreeSet<>();
        for (Class<?> type : types()) {
            api.addAll(methods(type));
        }
        assertThat(rows.stream().map(row -> row.replace(NEW, "")).collect(Collectors.toSet())).containsAll(api);
        assertThat(rows.stream().filter(row -> !row.endsWith(NEW) && !row.endsWith(ITSELF))).as("rows of the page").allMatch(api::contains);
    }

    @Test
    void everyTestThatIsNamedIsThere() throws IOException {
        assertThat(NamedTests.missing(Files.readString(PAGE))).isEmpty();
    }

    @Test
    void everyRowNamesATestOrSaysWhyNot() throws IOException {
        assertThat(tableLines()).allMatch(line -> line.contains("Test#") || line.contains("not used by the container"));
    }

    // ---- The page ------------------------------------------------------------------------------------------------

    private static List<String> tableLines() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| method") && !line.startsWith("| ---")).toList();
    }

    /** Each row as its type and its method. */
    private static Set<String> rows() throws IOException {
        Set<String> rows = new TreeSet<>();
        String type = "";
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("## ")) {
                type = line.substring("## ".length()).replace("`", "");
            } else if (line.startsWith("| ") && !line.startsWith("| method") && !line.startsWith("| ---")) {
                rows.add(type + " " + line.split(" \\| ")[0].substring("| ".length()).replace("`", ""));
            }
        }
        return rows;
    }

    // ---- The API -------------------------------------------------------------------------------------------------

    private static List<Class<?>> types() throws IOException, URISyntaxException, ClassNotFoundException {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> known : List.of(Session.class, ServerContainer.class)) {
            Path jar = Path.of(known.getProtectionDomain().getCodeSource().getLocation().toURI());
            try (JarFile file = new JarFile(jar.toFile())) {
                for (String name : file.stream().map(JarEntry::getName).filter(ApiTableTest::isType).toList()) {
                    Class<?> type = Class.forName(name.substring(0, name.length() - ".class".length()).replace('/', '.'));
                    if (Modifier.isPublic(type.getModifiers())) {
                        types.add(type);
                    }
                }
            }
        }
        return types;
    }

    private static boolean isType(String entry) {
        return entry.endsWith(".class") && !entry.endsWith("-info.class");
    }

    /** What an application can call, implement or override; the type itself where there is nothing of that kind. */
    private static List<String> methods(Class<?> type) {
        List<String> methods = Stream.concat(Stream.of(type.getDeclaredConstructors()), Stream.of(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic() && (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0)
                .map(method -> type.getCanonicalName() + " " + signature(method)).toList();
        return methods.isEmpty() ? List.of(type.getCanonicalName() + " " + ITSELF) : methods;
    }

    private static String signature(Executable method) {
        return (method instanceof java.lang.reflect.Constructor<?> ? "new" : method.getName())
                + Stream.of(method.getParameterTypes()).map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")"));
    }
}
