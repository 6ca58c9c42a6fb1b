package dev.bosphorus.servlet;

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
class ServletArchitectureTest {

    private static final String ROOT = "dev.bosphorus.servlet.";
    private static final String CONTAINER = "dev.bosphorus.container.";
    private static final String SERVLET = "jakarta.servlet..";
    private static final String JAKARTA = "jakarta.websocket..";

    /** Package -> what it may import besides itself and {@code java.*}. */
    private static final Map<String, List<String>> ARROWS = Map.of(
            "context", List.of(CONTAINER + "application", SERVLET, JAKARTA, "javax.xml..", "org.w3c.dom..", "org.xml.sax.."),
            "upgrade", List.of(CONTAINER + "runtime", CONTAINER + "transport", CONTAINER + "session", CONTAINER + "protocol.handshake",
                    SERVLET, JAKARTA),
            "jetty", List.of(ROOT + "upgrade", CONTAINER + "runtime", CONTAINER + "transport", CONTAINER + "blocking", SERVLET,
                    "org.eclipse.jetty.."),
            "tomcat", List.of(ROOT + "upgrade", CONTAINER + "runtime", CONTAINER + "transport", CONTAINER + "blocking", SERVLET,
                    "org.apache.coyote..", "org.apache.tomcat.."),
            "deploy", List.of(ROOT + "upgrade", ROOT + "jetty", ROOT + "tomcat", CONTAINER + "runtime", CONTAINER + "blocking",
                    CONTAINER + "client", CONTAINER + "connection", CONTAINER + "protocol.extension", CONTAINER + "protocol.frame",
                    SERVLET, JAKARTA));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bosphorus.servlet");

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
