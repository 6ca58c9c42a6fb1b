package dev.bosphorus.container;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
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

/** Holds the table of allowed arrows of {@code docs/architecture.md}. */
class ArchitectureTest {

    private static final String ROOT = "dev.bosphorus.container.";
    private static final String ADAPTER = "dev.bosphorus.adapter..";
    private static final String EXTRA = "dev.bosphorus.extra..";
    private static final String JAKARTA = "jakarta.websocket..";
    private static final String NETTY = "io.netty..";
    private static final String TLS = "javax.net.ssl..";

    /** Package -> what it may import besides itself and {@code java.*}; names without a dot path are packages of ours. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry("protocol.frame", List.of()),
            Map.entry("protocol.extension", List.of("protocol.frame")),
            Map.entry("protocol.engine", List.of("protocol.frame", "protocol.extension")),
            Map.entry("protocol.handshake", List.of("protocol.frame", "protocol.extension")),
            Map.entry("transport", List.of()),
            Map.entry("connection", List.of("protocol.frame", "protocol.engine", "transport", EXTRA)),
            Map.entry("session.sink", List.of(ADAPTER, JAKARTA)),
            Map.entry("session.remote", List.of("connection", "protocol.engine", "transport", ADAPTER, JAKARTA)),
            Map.entry("session", List.of("session.sink", "session.remote", "connection", "protocol.engine",
                    "protocol.frame", "transport", ADAPTER, EXTRA, JAKARTA)),
            Map.entry("runtime", List.of(EXTRA, "session", "connection", "transport", "protocol.handshake",
                    "protocol.extension", "protocol.engine", "protocol.frame", ADAPTER, JAKARTA, TLS)),
            Map.entry("http", List.of("runtime", "transport", "protocol.handshake", "protocol.frame", TLS)),
            Map.entry("blocking", List.of("http", "runtime", "transport", "protocol.handshake", TLS)),
            Map.entry("netty", List.of("http", "runtime", "transport", "protocol.handshake", NETTY, TLS)),
            Map.entry("application", List.of(JAKARTA)),
            Map.entry("embedded", List.of(EXTRA, "application", "http", "runtime", "blocking", "netty", "transport", "connection",
                    "protocol.extension", "protocol.frame", JAKARTA, TLS)),
            Map.entry("client", List.of(EXTRA, "embedded", "runtime", "session", "session.remote", "blocking", "netty", "transport", "connection",
                    "protocol.handshake", "protocol.extension", "protocol.frame", ADAPTER, JAKARTA, TLS)),
            Map.entry("command", List.of("application", "embedded", "protocol.frame", JAKARTA)));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bosphorus.container");

    @ParameterizedTest
    @MethodSource("packages")
    void importsOnlyWhatTheTableAllows(String name) {
        String[] allowed = Stream.concat(Stream.of(ROOT + name, "java.."),
                        ARROWS.get(name).stream().map(entry -> entry.endsWith("..") ? entry : ROOT + entry))
                .toArray(String[]::new);
        classes().that(resideInAPackage(ROOT + name))
                .should().onlyDependOnClassesThat(resideInAnyPackage(allowed).or(arrays()))
                .check(CLASSES);
    }

    static Set<String> packages() {
        return new TreeSet<>(ARROWS.keySet());
    }

    @Test
    void everyPackageIsInTheTable() {
        Set<String> found = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(ROOT))
                .map(name -> name.substring(ROOT.length()))
                .collect(Collectors.toSet());
        assertThat(found).isEqualTo(ARROWS.keySet());
    }

    @Test
    void packagesHaveNoCircles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** No threads, no logging, no clock in the protocol (design: the protocol is pure). */
    @Test
    void protocolKnowsNoThreadNoClockNoLogging() {
        DescribedPredicate<JavaClass> impure = DescribedPredicate.describe("threads, locks, clocks or logging", type ->
                type.getName().startsWith("java.util.concurrent.locks")
                        || type.getName().startsWith("java.util.logging")
                        || Set.of("java.lang.Thread", "java.lang.System$Logger", "java.util.concurrent.ExecutorService")
                                .contains(type.getName()));
        noClasses().that().resideInAPackage(ROOT + "protocol..").should().dependOnClassesThat(impure).check(CLASSES);
    }

    /** Framing is ours: Netty brings sockets and TLS, no HTTP and no WebSocket codec. */
    @Test
    void noNettyCodecIsUsed() {
        noClasses().should().dependOnClassesThat().resideInAPackage("io.netty.handler.codec..").check(CLASSES);
    }

    private static DescribedPredicate<JavaClass> arrays() {
        return DescribedPredicate.describe("arrays", JavaClass::isArray);
    }
}
