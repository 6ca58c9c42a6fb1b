package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.path.TemplateMap;
import jakarta.websocket.DeploymentException;
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

    /**
     * Adds endpoints, all or none.
     *
     * @throws DeploymentException where two endpoints take the same requests; then nothing has changed
     */
    synchronized void add(List<DeployedEndpoint> added) throws DeploymentException {
        List<DeployedEndpoint> all = new ArrayList<>(endpoints);
        all.addAll(added);
        TemplateMap<DeployedEndpoint> next = new TemplateMap<>();
        for (DeployedEndpoint endpoint : all) {
            try {
                next.put(endpoint.path(), endpoint);
            } catch (IllegalArgumentException e) {
                throw new DeploymentException(
                        endpoint.config().getEndpointClass().getName() + " cannot be deployed: " + e.getMessage());
            }
        }
        endpoints.addAll(added);
        byPath = next;
    }

    /** The endpoint for a raw path with its context path, or {@code null}. */
    TemplateMap.Match<DeployedEndpoint> find(String path) {
        return path.startsWith(contextPath) ? byPath.find(path.substring(contextPath.length())) : null;
    }

    /** The paths with the context path, sorted. */
    synchronized List<String> paths() {
        return endpoints.stream().map(endpoint -> contextPath + endpoint.path()).sorted().toList();
    }
}
