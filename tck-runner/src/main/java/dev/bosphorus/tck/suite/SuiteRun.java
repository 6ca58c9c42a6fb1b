package dev.bosphorus.tck.suite;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests in this process, whose archives Arquillian deploys on a target. System properties say which one while it lasts; so
 * there is one run at a time in a process.
 */
public final class SuiteRun {

    private SuiteRun() {
    }

    /** The tests, in the order of a run; one that is run with several arguments is there once. @param loader knows them */
    public static List<SuiteTest> list(LauncherDiscoveryRequest tests, ClassLoader loader) {
        Thread thread = Thread.currentThread();
        ClassLoader loaderBefore = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(loader);
            TestPlan plan = LauncherFactory.create().discover(tests);
            return plan.getRoots().stream().flatMap(root -> plan.getDescendants(root).stream()).filter(SuiteRun::isTest)
                    .map(test -> new SuiteTest(TestNames.of(test.getSource(), test.getDisplayName()), test.getDisplayName())).toList();
        } finally {
            thread.setContextClassLoader(loaderBefore);
        }
    }

    private static boolean isTest(TestIdentifier identifier) {
        return identifier.getSource().filter(MethodSource.class::isInstance).isPresent();
    }

    /** What a run is configured by: one test after the other, each class after it has been {@linkplain SuiteProgress#mayBegin asked for}. */
    public static Map<String, String> configuration() {
        return Map.of("junit.jupiter.execution.parallel.enabled", "false",
                "junit.jupiter.extensions.autodetection.enabled", "true",
                "junit.jupiter.extensions.autodetection.include", ClassGate.class.getName());
    }

    /**
     * Runs it.
     *
     * @param tests    with the {@link #configuration}
     * @param settings system properties that the tests look for
     * @param loader   knows the tests
     * @param progress hears how it goes on
     */
    public static SuiteResult run(LauncherDiscoveryRequest tests, SuiteTarget target, Map<String, String> settings,
            ClassLoader loader, SuiteProgress progress) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("arquillian.xml", "dev/bosphorus/tck/suite/arquillian.xml");
        all.put("bosphorus.tck.target", target.name());
        all.put("bosphorus.tck.transport", target.transport());
        all.put("bosphorus.tck.failedDeploymentsThrow", Boolean.toString(target.failedDeploymentsThrow()));
        Properties propertiesBefore = (Properties) System.getProperties().clone();
        Thread thread = Thread.currentThread();
        ClassLoader loaderBefore = thread.getContextClassLoader();
        ResultListener results = new ResultListener(progress);
        Instant started = Instant.now();
        long start = System.nanoTime();
        try {
            all.forEach(System::setProperty);
            thread.setContextClassLoader(loader);
            ClassGate.ask(progress);
            LauncherFactory.create().execute(tests, results);
        } finally {
            ClassGate.ask(null);
            thread.setContextClassLoader(loaderBefore);
            System.setProperties(propertiesBefore);
        }
        return new SuiteResult(results.outcomes(), List.of(), started, Duration.ofNanos(System.nanoTime() - start));
    }
}
