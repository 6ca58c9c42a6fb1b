package dev.bosphorus.tck.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bosphorus.tck.selection.Selection;
import dev.bosphorus.tck.suite.ClassLines;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteTarget;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The suite against other implementations and against the control; {@code OursApiTest} runs it on our own servers. */
class ApiSuiteTest {

    private static SuiteResult run(String target, Selection selection) {
        SuiteTarget chosen = new SuiteTarget(target, "auto", true);
        return ApiSuite.run(chosen, selection, new ClassLines(new PrintStream(OutputStream.nullOutputStream())));
    }

    private static Selection only(String... globs) {
        return new Selection(List.of(globs), List.of());
    }

    /** With what each is known to do otherwise than Bosphorus, which shows that it is the one that is tested. */
    @ParameterizedTest
    @CsvSource({"tomcat-own, pathParametersAreUnmodifiable", "jetty-own, pathParametersAreUnmodifiable", "tyrus, userPropertiesAreNotTheConfigurations"})
    void otherImplementationsCanBeTested(String target, String deviation) throws Exception {
        SuiteResult result = ApiSuite.runForeign(new SuiteTarget(target, "auto", true),
                only("SessionTests.idIsUniqueAndStays", "SessionTests." + deviation), new ClassLines(new PrintStream(OutputStream.nullOutputStream())));
        assertThat(result.outcomes()).hasSize(2);
        assertThat(result.failures()).singleElement().satisfies(failure -> assertThat(failure.test()).endsWith("." + deviation));
    }

    /** So a test that passes shows something. */
    @Test
    @Timeout(300)
    void noTestPassesWhereNothingIsDeployed() {
        SuiteResult result = run("control", Selection.ALL);
        assertThat(result.outcomes()).filteredOn(SuiteResult.Outcome::passed).isEmpty();
        assertThat(result.outcomes()).hasSizeGreaterThanOrEqualTo(tests().size());
    }

    @Test
    void everyTestSaysWhatItShows() {
        assertThat(tests()).allSatisfy(test -> assertThat(test.isAnnotatedWith(Assertion.class)).isTrue());
    }

    @Test
    void onlyWhatIsAskedForIsRun() {
        SuiteResult result = run("control", only("LifecycleTests.onCloseComesOnce"));
        assertThat(result.outcomes()).singleElement().satisfies(outcome -> {
            assertThat(outcome.test()).endsWith(".LifecycleTests.onCloseComesOnce");
            assertThat(outcome.title()).startsWith("WSC-4.5-1: ");
        });
    }

    @Test
    void everyTestIsListedWithWhatItShows() {
        assertThat(ApiSuite.list(Selection.ALL)).hasSameSizeAs(tests()).allSatisfy(test -> assertThat(test.title()).contains(": "));
        assertThat(ApiSuite.list(only("onCloseComesOnce"))).singleElement().satisfies(test -> {
            assertThat(test.name()).isEqualTo("dev.bosphorus.tck.api.lifecycle.LifecycleTests.onCloseComesOnce");
            assertThat(test.title()).startsWith("WSC-4.5-1: ");
        });
    }

    private static List<JavaMethod> tests() {
        return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ApiSuite.class.getPackageName()).stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Test.class) || method.isAnnotatedWith(ParameterizedTest.class)).toList();
    }
}
