package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.codec.DecoderSet;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.server.ServerEndpointConfig;

/** Reads endpoint classes and configurations into models; the one door to this module's reading side. Stateless. */
public final class EndpointScanner {

    private EndpointScanner() {
    }

    /** A class with {@code @ServerEndpoint}. @throws DeploymentException with every problem found, one line each */
    public static EndpointModel annotatedServer(Class<?> endpointClass) throws DeploymentException {
        throw new AssertionError(endpointClass);
    }

    /** A server configuration, whose endpoint class is an {@code Endpoint} or an annotated class. */
    public static EndpointModel server(ServerEndpointConfig config) throws DeploymentException {
        throw new AssertionError(config);
    }

    /** A class with {@code @ClientEndpoint}. */
    public static EndpointModel annotatedClient(Class<?> endpointClass) throws DeploymentException {
        throw new AssertionError(endpointClass);
    }

    /** A programmatic client endpoint ({@code Endpoint} subclass) with its configuration. */
    public static EndpointModel client(Class<?> endpointClass, ClientEndpointConfig config) throws DeploymentException {
        throw new AssertionError(config);
    }

    /**
     * The target of a handler added to a session, its message type read from its class.
     *
     * @throws IllegalArgumentException where the type cannot be found or has no decoder; the message says so
     */
    public static MessageTarget handler(MessageHandler handler, DecoderSet decoders) {
        throw new AssertionError(handler);
    }

    /** The target of a whole handler whose message type is given. */
    public static <T> MessageTarget handler(Class<T> type, MessageHandler.Whole<T> handler, DecoderSet decoders) {
        throw new AssertionError(handler);
    }

    /** The target of a partial handler whose message type is given. */
    public static <T> MessageTarget handler(Class<T> type, MessageHandler.Partial<T> handler, DecoderSet decoders) {
        throw new AssertionError(handler);
    }
}
