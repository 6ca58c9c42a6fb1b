package dev.bosphorus.container.client;

import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.container.session.SessionEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import java.net.URI;

/**
 * Who is to be connected to whom.
 *
 * @param endpoint  what its sessions share
 * @param config    as the application gave it
 * @param instances makes or gives the instance for a session
 */
record Target(SessionEndpoint endpoint, ClientEndpointConfig config, Instances instances, URI uri) {

    /** Where the instances of an endpoint come from. */
    @FunctionalInterface
    interface Instances {
        InstanceFactory.Managed<?> next() throws InstantiationException;
    }

    /** An instance of the application's, which outlives the session. */
    record Given<T>(T instance) implements InstanceFactory.Managed<T> {
        @Override
        public void close() {
            // Its owner ends it.
        }
    }
}
