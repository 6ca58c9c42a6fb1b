package dev.bosphorus.servlet.context;

import dev.bosphorus.container.application.Application;
import dev.bosphorus.container.application.ApplicationInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;

/**
 * Runs an application's {@code ServletContainerInitializer}s and listeners on the embedded server, in the order of a servlet
 * container (Jakarta Servlet 6.1, 8.2.4 and 11.3): initializers, listeners of {@code web.xml}, those with
 * {@code @WebListener}, and those that initializers have added; then its endpoints are deployed.
 */
public final class WebApplicationInitializer implements ApplicationInitializer {

    /** Found by {@link java.util.ServiceLoader}. */
    public WebApplicationInitializer() {
    }

    @Override
    public End initialize(Application application, String contextPath, ServerContainer container) throws DeploymentException {
        WebDescriptor descriptor = application.web() == null
                ? WebDescriptor.NONE : WebDescriptor.read(application.web().inside().resolve("WEB-INF/web.xml"));
        ContextListeners listeners = new ContextListeners();
        EmbeddedContext context = new EmbeddedContext(application, contextPath, descriptor, listeners);
        ServletContext view = context.view();
        // Jakarta WebSocket 2.2, 6.4
        view.setAttribute(ServerContainer.class.getName(), container);
        boolean complete = false;
        try {
            declared(application, descriptor, view);
            new Initializers(application.loader(), application.scanned()).run(view);
            listeners.initialize(view);
            context.begun();
            complete = true;
        } catch (ServletException | RuntimeException | LinkageError e) {
            throw new DeploymentException("the web application cannot begin: " + e, e);
        } finally {
            if (!complete) {
                listeners.destroy(view);
            }
        }
        return () -> listeners.destroy(view);
    }

    /** Makes the listeners that the application declares; they are told after all initializers have run. */
    private static void declared(Application application, WebDescriptor descriptor, ServletContext view) {
        descriptor.listeners().forEach(view::addListener);
        if (!descriptor.metadataComplete()) {
            application.scanned().stream()
                    .filter(type -> type.isAnnotationPresent(WebListener.class) && !descriptor.listeners().contains(type.getName()))
                    .forEach(type -> view.addListener(type.getName()));
        }
    }
}
