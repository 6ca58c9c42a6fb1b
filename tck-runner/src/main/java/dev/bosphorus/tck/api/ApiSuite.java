package dev.bosphorus.tck.api;

import dev.bosphorus.tck.selection.Selection;
import dev.bosphorus.tck.suite.ForeignLoader;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteRun;
import dev.bosphorus.tck.suite.SuiteTarget;
import dev.bosphorus.tck.suite.SuiteTest;
import dev.bosphorus.tck.suite.TestNames;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * The suite of the Jakarta WebSocket API: one test for each assertion, in packages by chapter. Tests of servers come with a client of
 * their own, {@link WireClient}, so that they judge the server alone; those of clients use the one of {@code ContainerProvider}.
 */
public final class ApiSuite {

    private ApiSuite() {
    }

    /**
     * Runs it on a target of {@link SuiteTarget#FOREIGN}, with a class path of its own.
     *
     * @throws IOException where that class path lacks what it needs
     */
    public static SuiteResult runForeign(SuiteTarget target, Selection selection, SuiteProgress progress) throws IOException {
        // Not closed: what the server has left running may need classes still.
        ForeignLoader loader = ForeignLoader.of(target);
        try {
            return (SuiteResult) loader.loadClass(ApiSuite.class.getName())
                    .getMethod("run", SuiteTarget.class, Selection.class, SuiteProgress.class).invoke(null, target, selection, progress);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the suite cannot be run on " + target.name() + ": " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    /**
     * Runs it in this process.
     *
     * @param selection of the tests to run, by {@link TestNames#all}
     * @param progress  hears how it goes on
     */
    public static SuiteResult run(SuiteTarget target, Selection selection, SuiteProgress progress) {
        return SuiteRun.run(tests(selection), target, Map.of(), ApiSuite.class.getClassLoader(), progress);
    }

    /** The tests that {@link #run} would run, in that order, titled like {@code WSC-4.5-1: what is required}. */
    public static List<SuiteTest> list(Selection selection) {
        return SuiteRun.list(tests(selection), ApiSuite.class.getClassLoader());
    }

    private static LauncherDiscoveryRequest tests(Selection selection) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectPackage(ApiSuite.class.getPackageName()))
                .filters(ClassNameFilter.includeClassNamePatterns(".*Tests"))
                .filters((PostDiscoveryFilter) test -> filter(test, selection))
                .configurationParameters(SuiteRun.configuration())
                .configurationParameter("junit.jupiter.execution.timeout.default", "60 s")
                .build();
    }

    /** A parameterized test is filtered with its runs, which are not known yet. */
    private static FilterResult filter(TestDescriptor test, Selection selection) {
        boolean wanted = test.getSource().isEmpty() || !test.getChildren().isEmpty()
                || selection.containsAny(TestNames.all(TestNames.of(test.getSource(), test.getDisplayName())));
        return FilterResult.includedIf(wanted);
    }
}
