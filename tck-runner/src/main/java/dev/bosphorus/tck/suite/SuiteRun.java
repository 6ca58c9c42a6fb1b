package dev.bosphorus.tck.suite;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs tests in this process, whose archives Arquillian deploys on a target. System properties say which one while it lasts; so
 * there is one run at a time in a process.
 */
public final class SuiteRun {

    private SuiteRun() {
    }

    /**
     * Runs it.
     *
     * @param settings system properties that the tests look for
     * @param loader   knows the tests
     * @param progress gets a line for each class of tests
     */
    public static SuiteResult run(LauncherDiscoveryRequest tests, SuiteTarget target, Map<String, String> settings,
            ClassLoader loader, PrintStream progress) {
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
            LauncherFactory.create().execute(tests, results);
        } finally {
            thread.setContextClassLoader(loaderBefore);
            System.setProperties(propertiesBefore);
        }
        return new SuiteResult(results.outcomes(), List.of(), started, Duration.ofNanos(System.nanoTime() - start));
    }
}
