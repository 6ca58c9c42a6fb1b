package dev.bosphorus.tck;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds this module's part of the table of {@code docs/architecture.md}. */
class TckArchitectureTest {

    private static final String ROOT = "dev.bosphorus.tck.";

    /** What the packages of the suite's tests may import: what a test needs, and nothing of Bosphorus. */
    private static final List<String> TESTS = List.of("jakarta.websocket..", "org.jboss..", "org.junit.jupiter..", ROOT + "api");

    /** Package -> what it may import besides itself and {@code java.*}. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("arquillian", List.of("dev.bosphorus.container.application", "dev.bosphorus.container.embedded",
                    "jakarta.websocket", "org.jboss..", ROOT + "webapp")),
            Map.entry("webapp", List.of("jakarta.websocket..", "org.apache.catalina..", "org.apache.tomcat..", "org.eclipse.jetty..")),
            Map.entry("junit", List.of("javax.xml.stream")),
            Map.entry("selection", List.of()),
            Map.entry("suite", List.of("org.junit.jupiter.api.extension", "org.junit.platform..", ROOT + "junit", ROOT + "selection")),
            Map.entry("parallel", List.of("jakarta.json", ROOT + "suite")),
            Map.entry("official", List.of("jakarta.websocket..", "org.junit.platform..", ROOT + "selection", ROOT + "suite")),
            Map.entry("api", List.of("jakarta.websocket..", "org.jboss..", "org.junit.jupiter..", "org.junit.platform..",
                    ROOT + "selection", ROOT + "suite")),
            Map.entry("api.annotations", TESTS),
            Map.entry("api.closing", TESTS),
            Map.entry("api.codecs", TESTS),
            Map.entry("api.configuration", TESTS),
            Map.entry("api.errors", TESTS),
            Map.entry("api.handshake", TESTS),
            Map.entry("api.lifecycle", TESTS),
            Map.entry("api.mapping", TESTS),
            Map.entry("api.messages", TESTS),
            Map.entry("api.properties", TESTS),
            Map.entry("wire.frame", List.of()),
            Map.entry("wire.peer", List.of(ROOT + "wire.frame", "javax.net..")),
            Map.entry("wire.cases", List.of(ROOT + "selection", ROOT + "wire.frame", ROOT + "wire.peer")),
            Map.entry("wire.run", List.of(ROOT + "wire.frame", ROOT + "wire.peer", ROOT + "wire.cases", "javax.net..")),
            Map.entry("wire.report", List.of(ROOT + "wire.frame", ROOT + "wire.peer", ROOT + "wire.cases", ROOT + "wire.run",
                    ROOT + "junit", "jakarta.json")),
            Map.entry("command", List.of(ROOT + "official", ROOT + "api", ROOT + "parallel", ROOT + "selection", ROOT + "suite", ROOT + "wire..",
                    "dev.bosphorus.container.command", "javax.net..")));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bosphorus.tck");

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyWhatTheTableAllows(String name) {
        String[] allowed = Stream.concat(Stream.of(ROOT + name, "java.."), ARROWS.get(name).stream()).toArray(String[]::new);
        classes().that(resideInAPackage(ROOT + name))
                .should().onlyDependOnClassesThat(resideInAnyPackage(allowed))
                .check(CLASSES);
    }

    static Set<String> packages() {
        return new TreeSet<>(ARROWS.keySet());
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> found = CLASSES.stream().map(JavaClass::getPackageName).map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toSet());
        assertThat(found).isEqualTo(ARROWS.keySet());
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
