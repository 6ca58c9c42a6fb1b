package dev.bosphorus.container.semantics;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests that a page of the documentation names: {@code Class#method}, in whatever module. */
final class NamedTests {

    private static final Pattern NAME = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final List<String> MODULES = List.of("api-adapter", "container", "servlet-integration");

    private NamedTests() {
    }

    /** Those that are not there. */
    static List<String> missing(String page) throws IOException {
        Map<String, String> sources = sources();
        List<String> missing = new ArrayList<>();
        Matcher matcher = NAME.matcher(page);
        while (matcher.find()) {
            String source = sources.getOrDefault(matcher.group(1), "");
            if (!Pattern.compile("\\bvoid " + matcher.group(2) + "\\(").matcher(source).find()) {
                missing.add(matcher.group());
            }
        }
        return missing;
    }

    /** The sources of all test classes, by name. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                files.filter(file -> file.toString().endsWith("Test.java")).forEach(file ->
                        sources.put(file.getFileName().toString().replace(".java", ""), read(file)));
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
