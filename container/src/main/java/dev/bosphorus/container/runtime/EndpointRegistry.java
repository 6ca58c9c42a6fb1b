package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.path.TemplateMap;
import dev.bosphorus.adapter.path.UriTemplate;
import dev.bosphorus.container.session.OpenSessions;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.List;

/** The endpoints in service, by path. Safe from any thread: writers replace the whole. */
final class EndpointRegistry {

    private final String contextPath;
    private final List<DeployedEndpoint> endpoints = new ArrayList<>();
    private volatile TemplateMap<DeployedEndpoint> byPath = new TemplateMap<>();

    EndpointRegistry(String contextPath) {
        this.contextPath = contextPath;
    }

    /** @throws DeploymentException where another endpoint takes the same requests; then nothing has changed */
    synchronized void add(EndpointModel model) throws DeploymentException {
        DeployedEndpoint added =
                new DeployedEndpoint(model, (ServerEndpointConfig) model.config(), new OpenSessions());
        TemplateMap<DeployedEndpoint> next = new TemplateMap<>();
        try {
            for (DeployedEndpoint endpoint : endpoints) {
                next.put(template(endpoint), endpoint);
            }
            next.put(template(added), added);
        } catch (IllegalArgumentException e) {
            throw new DeploymentException(model.endpointClass().getName() + " cannot be deployed: " + e.getMessage());
        }
        endpoints.add(added);
        byPath = next;
    }

    private static UriTemplate template(DeployedEndpoint endpoint) {
        return endpoint.model().path().orElseThrow();
    }

    /** The endpoint for a raw path with its context path, or {@code null}. */
    TemplateMap.Match<DeployedEndpoint> find(String path) {
        return path.startsWith(contextPath) ? byPath.find(path.substring(contextPath.length())) : null;
    }

    /** The paths with the context path, sorted. */
    synchronized List<String> paths() {
        return endpoints.stream().map(endpoint -> contextPath + template(endpoint)).sorted().toList();
    }

    /** All sessions of all endpoints. */
    synchronized List<Session> sessions() {
        return endpoints.stream().flatMap(endpoint -> endpoint.sessions().snapshot().stream()).toList();
    }
}
