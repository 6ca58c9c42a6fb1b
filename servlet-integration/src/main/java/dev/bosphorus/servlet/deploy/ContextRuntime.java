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
import dev.bosphorus.servlet.upgrade.HttpSessionGuard;
import dev.bosphorus.servlet.upgrade.ServletUpgrade;
import dev.bosphorus.servlet.upgrade.UpgradeFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The server container of one web application: begins with it and ends with it. */
final class ContextRuntime implements ServletContextListener {

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
        ServletUpgrade upgrade = new ServletUpgrade(guard, UpgradeWay.of(context));
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
