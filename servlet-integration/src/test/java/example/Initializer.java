package example;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Set;

/** Adds an endpoint and a listener, and notes what it has seen. */
@HandlesTypes(Handled.class)
public class Initializer implements ServletContainerInitializer {

    @Override
    public void onStartup(Set<Class<?>> classes, ServletContext context) throws ServletException {
        Log.add(context, "initializer " + classes.stream().map(Class::getSimpleName).sorted().toList());
        context.addListener(new Added());
        ServerContainer container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
        try {
            container.addEndpoint(ServerEndpointConfig.Builder.create(Echo.class, "/added").build());
        } catch (DeploymentException e) {
            throw new ServletException(e);
        }
    }
}
