package dev.bosphorus.container.application;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.ServiceLoader;

/** What the initializers found beside the container have begun for one application. Not safe for threads. */
public final class Initialization {

    private static final Logger LOG = System.getLogger(Initialization.class.getName());

    private final ClassLoader loader;
    /** The last begun first. */
    private final Deque<ApplicationInitializer.End> ends = new ArrayDeque<>();

    private Initialization(ClassLoader loader) {
        this.loader = loader;
    }

    private static ServiceLoader<ApplicationInitializer> initializers() {
        return ServiceLoader.load(ApplicationInitializer.class, ApplicationInitializer.class.getClassLoader());
    }

    /** Whether there is any initializer, so that an application may have more to deploy than its classes say. */
    public static boolean isAvailable() {
        return initializers().findFirst().isPresent();
    }

    /**
     * Runs all initializers for an application, as {@link ApplicationInitializer#initialize} says.
     *
     * @throws DeploymentException where one fails; then those before it have been ended
     */
    public static Initialization begin(Application application, String contextPath, ServerContainer container)
            throws DeploymentException {
        Initialization begun = new Initialization(application.loader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        boolean complete = false;
        thread.setContextClassLoader(application.loader());
        try {
            for (ApplicationInitializer initializer : initializers()) {
                begun.ends.push(initializer.initialize(application, contextPath, container));
            }
            complete = true;
            return begun;
        } finally {
            thread.setContextClassLoader(before);
            if (!complete) {
                begun.end();
            }
        }
    }

    /** Ends what was begun, the last first; failures are logged. Without effect a second time. */
    public void end() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            for (ApplicationInitializer.End end = ends.poll(); end != null; end = ends.poll()) {
                try {
                    end.run();
                } catch (RuntimeException e) {
                    LOG.log(Level.ERROR, "an application did not end as it should", e);
                }
            }
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
