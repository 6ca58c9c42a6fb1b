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
 * @param lifetime  tells when there will be no further session
 */
record Target(SessionEndpoint endpoint, ClientEndpointConfig config, Instances instances, URI uri, Lifetime lifetime) {

    /** Where the instances of an endpoint come from. */
    @FunctionalInterface
    interface Instances {
        InstanceFactory.Managed<?> next(InstanceFactory factory) throws InstantiationException;
    }
}
