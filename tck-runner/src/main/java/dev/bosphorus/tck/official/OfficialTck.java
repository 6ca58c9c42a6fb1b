package dev.bosphorus.tck.official;

import dev.bosphorus.tck.suite.SuitePlan;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.suite.SuiteRun;
import dev.bosphorus.tck.suite.SuiteTarget;
import dev.bosphorus.tck.suite.TestNames;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

/**
 * Runs the official Jakarta WebSocket TCK in this process against Bosphorus: its client, and its embedded server or a servlet
 * container with Bosphorus in it. There is one run at a time in a process.
 */
public final class OfficialTck {

    /** What the names of its tests begin with. */
    public static final String PACKAGE = "com.sun.ts.tests.websocket.";

    /** The one test that deploys a servlet, which is what calls {@code upgradeHttpToWebSocket}. */
    private static final String NEEDS_SERVLET = ".spec.servercontainer.upgradehttptowebsocket.";

    /** More than any test takes; the longest sleep for eight times the time to wait. */
    private static final int PATIENCE_FACTOR = 24;

    private final TckRequest request;
    private final List<String> notApplicable = new ArrayList<>();

    private OfficialTck(TckRequest request) {
        this.request = request;
    }

    /**
     * Runs it.
     *
     * @param progress hears how it goes on
     * @throws IOException where a jar cannot be used
     */
    public static SuiteResult run(TckRequest request, SuiteProgress progress) throws IOException {
        return new OfficialTck(request).run(progress);
    }

    /**
     * What {@link #run} would run.
     *
     * @throws IOException where a jar cannot be used
     */
    public static SuitePlan plan(TckRequest request) throws IOException {
        OfficialTck tck = new OfficialTck(request);
        try (URLClassLoader loader = tck.loader()) {
            return new SuitePlan(SuiteRun.list(tck.discovery(), loader), tck.notApplicable);
        }
    }

    private SuiteResult run(SuiteProgress progress) throws IOException {
        Map<String, String> settings = Map.of("ws_wait", Integer.toString(request.waitSeconds()), "lib.name", "websockettck",
                "sigTestClasspath", apiJars());
        try (URLClassLoader loader = loader()) {
            // The tests of bad endpoints connect, and want to be refused.
            SuiteTarget target = new SuiteTarget(request.target(), request.transport(), false);
            SuiteResult result = SuiteRun.run(discovery(), target, settings, loader, progress);
            return new SuiteResult(result.outcomes(), notApplicable, result.started(), result.time());
        }
    }

    /** Where the API's classes come from, so that their signatures can be read: without it, that works on JDK 17 only. */
    private static String apiJars() {
        return Stream.of(Session.class, ServerContainer.class)
                .map(type -> Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString())).toString())
                .distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private URLClassLoader loader() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path jar : request.jars()) {
            urls.add(jar.toUri().toURL());
        }
        return new URLClassLoader("tck", urls.toArray(URL[]::new), OfficialTck.class.getClassLoader());
    }

    private LauncherDiscoveryRequest discovery() {
        return LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClasspathRoots(new LinkedHashSet<>(request.jars())))
                .filters(ClassNameFilter.includeClassNamePatterns(".*IT"))
                .filters((PostDiscoveryFilter) this::filter)
                .configurationParameters(SuiteRun.configuration())
                .configurationParameter("junit.jupiter.execution.timeout.default",
                        request.waitSeconds() * PATIENCE_FACTOR + " s")
                .build();
    }

    private FilterResult filter(TestDescriptor descriptor) {
        if (!descriptor.isTest()) {
            return FilterResult.included("no test");
        }
        String name = TestNames.of(descriptor.getSource(), descriptor.getDisplayName());
        if (!request.selection().containsAny(TestNames.all(name))) {
            return FilterResult.excluded("not asked for");
        }
        if (request.isEmbedded() && name.contains(NEEDS_SERVLET)) {
            notApplicable.add(name);
            return FilterResult.excluded("needs a servlet");
        }
        return FilterResult.included("asked for");
    }
}
