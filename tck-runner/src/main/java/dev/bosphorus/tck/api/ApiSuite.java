package dev.bosphorus.tck.api;

import dev.bosphorus.tck.suite.ForeignLoader;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteRun;
import dev.bosphorus.tck.suite.SuiteTarget;
import dev.bosphorus.tck.suite.TestNames;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;
import java.util.regex.Pattern;
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
    public static SuiteResult runForeign(SuiteTarget target, Pattern only, PrintStream progress) throws IOException {
        // Not closed: it has the classes of what the tests have thrown.
        ForeignLoader loader = ForeignLoader.of(target);
        try {
            return (SuiteResult) loader.loadClass(ApiSuite.class.getName())
                    .getMethod("run", SuiteTarget.class, Pattern.class, PrintStream.class).invoke(null, target, only, progress);
        } catch (ReflectiveOperationException e) {
            throw new IOException("the suite cannot be run on " + target.name() + ": " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    /**
     * Runs it in this process.
     *
     * @param only     is found in the names of the tests to run, which are like {@code package.Class.method}
     * @param progress gets a line for each class of tests
     */
    public static SuiteResult run(SuiteTarget target, Pattern only, PrintStream progress) {
        return SuiteRun.run(tests(only), target, Map.of(), ApiSuite.class.getClassLoader(), progress);
    }

    private static LauncherDiscoveryRequest tests(Pattern only) {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectPackage(ApiSuite.class.getPackageName()))
                .filters(ClassNameFilter.includeClassNamePatterns(".*Tests"))
                .filters((PostDiscoveryFilter) test -> filter(test, only))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .configurationParameter("junit.jupiter.execution.timeout.default", "60 s")
                .build();
    }

    /** A parameterized test is filtered with its runs, which are not known yet. */
    private static FilterResult filter(TestDescriptor test, Pattern only) {
        boolean wanted = test.getSource().isEmpty() || !test.getChildren().isEmpty()
                || only.matcher(TestNames.of(test.getSource(), test.getDisplayName())).find();
        return FilterResult.includedIf(wanted);
    }
}
