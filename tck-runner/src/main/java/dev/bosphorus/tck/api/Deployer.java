package dev.bosphorus.tck.api;

import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Deploys what it is asked to while the application runs, and says how that went: {@code deployed}, or the exception's name. */
@ServerEndpoint("/deployer")
public class Deployer {

    /** Made by the container. */
    public Deployer() {
    }

    /** Takes the path of a {@link Greeter}, or the name of a class. */
    @OnMessage
    public String deploy(String what, Session session) throws ClassNotFoundException {
        ServerContainer container = (ServerContainer) session.getContainer();
        Class<?> type = what.startsWith("/") ? Greeter.class : Class.forName(what, false, Deployer.class.getClassLoader());
        try {
            if (type == Greeter.class) {
                container.addEndpoint(ServerEndpointConfig.Builder.create(Greeter.class, what).build());
            } else {
                container.addEndpoint(type);
            }
            return "deployed";
        } catch (DeploymentException | RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    /** Says the path of its configuration to everyone who connects. */
    public static class Greeter extends Endpoint {

        /** Made by the container. */
        public Greeter() {
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            try {
                session.getBasicRemote().sendText(((ServerEndpointConfig) config).getPath());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
