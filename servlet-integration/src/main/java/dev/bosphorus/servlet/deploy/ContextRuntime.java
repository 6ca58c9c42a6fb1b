package dev.bosphorus.servlet.deploy;

import dev.bosphorus.container.blocking.VirtualThreads;
import dev.bosphorus.container.client.ApplicationClients;
import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.runtime.ContainerTimer;
import dev.bosphorus.container.runtime.DaemonThreads;
import dev.bosphorus.container.runtime.RuntimeSettings;
import dev.bosphorus.container.runtime.ServerRuntime;
import dev.bosphorus.servlet.jetty.JettyUpgrade;
import dev.bosphorus.servlet.tomcat.TomcatUpgrade;
import dev.bosphorus.servlet.upgrade.HttpSessionGuard;
import dev.bosphorus.servlet.upgrade.NativeUpgrade;
import dev.bosphorus.servlet.upgrade.ServletUpgrade;
import dev.bosphorus.servlet.upgrade.UpgradeFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The server container of one web application: begins with it and ends with it. */
final class ContextRuntime implements ServletContextListener {

    private static final Logger LOG = System.getLogger(ContextRuntime.class.getName());

    /** The context parameter that switches containers' own ways off. */
    private static final String NATIVE = "dev.bosphorus.servlet.native";
    private static final String HIDDEN_BY_JETTY =
            ", by which Jetty lets no message in; WEB-INF/jetty-ee11-web.xml can take org.eclipse.jetty. from the hidden classes";
    private static final String FILTER = "dev.bosphorus.servlet.upgrade";
    /** How long sessions may take to close when the application ends, and threads afterwards. */
    private static final Duration END_DEADLINE = Duration.ofSeconds(5);

    private final ContainerTimer timer = new ContainerTimer("bosphorus-timer");
    /** {@code null} where virtual threads do its work. */
    private final ThreadPoolExecutor pool;
    private final DaemonThreads poolThreads = new DaemonThreads("bosphorus-drainer");
    private final ClassLoader application;
    private final ServerRuntime runtime;
    private final Set<Class<?>> found;

    /** @param found what the container has found in the application */
    ContextRuntime(ServletContext context, Set<Class<?>> found) {
        this.found = found;
        application = context.getClassLoader();
        ApplicationClients.begin(application);
        pool = VirtualThreads.areSupported() ? null : pool(poolThreads);
        Executor drainer = drainer();
        HttpSessionGuard guard = new HttpSessionGuard();
        ServletUpgrade upgrade = new ServletUpgrade(guard, drainer, nativeUpgrade(context));
        runtime = new ServerRuntime(new RuntimeSettings(context.getContextPath(), ProtocolLimits.DEFAULTS,
                ConnectionSettings.DEFAULTS, List.of(new PerMessageDeflate()), List.of(), context.getClassLoader(), timer, drainer),
                upgrade);
        // Jakarta WebSocket 2.2, 6.4: before any listener runs.
        context.setAttribute(ServerContainer.class.getName(), runtime);
        context.addListener(guard);
        FilterRegistration.Dynamic filter = context.addFilter(FILTER, new UpgradeFilter(upgrade, runtime::decide));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.FORWARD), true, "/*");
    }

    /** The container's own way to upgrade, where it is to be used; {@code null} for the way of the servlet API. */
    private static NativeUpgrade nativeUpgrade(ServletContext context) {
        String server = context.getServerInfo();
        if ("false".equals(context.getInitParameter(NATIVE))) {
            return null;
        } else if (server.startsWith("jetty/")) {
            // No method reference: it would be linked here, outside of the method that knows what to do where that fails.
            return nativeUpgrade("Jetty", () -> new JettyUpgrade(), context, HIDDEN_BY_JETTY);
        } else if (server.startsWith("Apache Tomcat/")) {
            return nativeUpgrade("Tomcat", () -> new TomcatUpgrade(ConnectionSettings.DEFAULTS.sendTimeout()), context, "");
        }
        return null;
    }

    private static NativeUpgrade nativeUpgrade(String container, Supplier<NativeUpgrade> way, ServletContext context, String advice) {
        try {
            NativeUpgrade found = way.get();
            LOG.log(Level.INFO, "WebSocket connections are upgraded by " + container + "'s own way");
            return found;
        } catch (LinkageError e) {
            LOG.log(Level.WARNING, container + "'s own classes are hidden from " + context.getContextPath()
                    + ", so WebSocket connections are upgraded by the way of the servlet API" + advice, e);
            return null;
        }
    }

    private Executor drainer() {
        if (pool != null) {
            return pool;
        }
        ThreadFactory threads = VirtualThreads.factory("bosphorus-drainer");
        return task -> threads.newThread(task).start();
    }

    private static ThreadPoolExecutor pool(DaemonThreads threads) {
        return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * All other initializers have run, and all listeners of the application: CDI, which may make the endpoints, is there, and whatever
     * adds endpoints before the application serves has added them.
     */
    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            runtime.deployApplication(found);
            runtime.completeDeployment();
        } catch (DeploymentException e) {
            end();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        end();
    }

    /** Closes all sessions with 1001 and ends all threads. */
    void end() {
        runtime.goAway();
        runtime.live().awaitEnd(END_DEADLINE);
        runtime.live().abortAll();
        runtime.closeClient();
        runtime.end();
        try {
            ApplicationClients.end(application, END_DEADLINE);
            if (pool != null) {
                pool.shutdown();
                if (pool.awaitTermination(END_DEADLINE.toNanos(), TimeUnit.NANOSECONDS)) {
                    poolThreads.join(END_DEADLINE.toNanos());
                }
            }
            timer.stop(END_DEADLINE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
