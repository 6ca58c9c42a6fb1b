package dev.bosphorus.container.client;

import jakarta.websocket.ContainerProvider;
import jakarta.websocket.WebSocketContainer;

/**
 * Makes the client of {@link ContainerProvider#getWebSocketContainer()}: a new one each time, with the default options, save
 * that it offers the extensions of the endpoint's configuration and no others, as the official TCK has it.
 */
public final class BosphorusContainerProvider extends ContainerProvider {

    /** Found by {@link java.util.ServiceLoader}. */
    public BosphorusContainerProvider() {
    }

    @Override
    protected WebSocketContainer getContainer() {
        return WebSocketClient.builder().offerInstalledExtensions(false).build();
    }
}
