package dev.bosphorus.container.application;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/**
 * Runs what an application brings to be run before its endpoints are deployed, such as the listeners of a web application.
 * Providers are found by {@link java.util.ServiceLoader} beside the container, not in the application; without any, an
 * application is its endpoints and its pages.
 */
public interface ApplicationInitializer {

    /**
     * Runs the beginning of an application, on the thread that starts the server and with the application's class loader as
     * the thread's. What it adds to the container is deployed before what the scan has found.
     *
     * @param contextPath empty, or beginning with a slash and not ending with one
     * @param container   takes endpoints; one that cannot be deployed fails the whole application, even where the exception
     *                    is caught (Jakarta WebSocket 2.2, 5.2.1)
     * @return its end, which is called once, after all sessions have ended; or after the application failed to start
     * @throws DeploymentException where the application cannot begin; then nothing of this call is left behind
     */
    End initialize(Application application, String contextPath, ServerContainer container) throws DeploymentException;

    /** The end of what an initializer has begun. */
    interface End {

        /** Runs the application's own endings, with its class loader as the thread's. Failures of theirs are logged, not thrown. */
        void run();
    }
}
