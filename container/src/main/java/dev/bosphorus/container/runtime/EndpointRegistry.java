package dev.bosphorus.container.runtime;

import dev.bosphorus.adapter.path.TemplateMap;
import jakarta.websocket.DeploymentException;
import java.util.ArrayList;
import java.util.List;

/**
 * The endpoints in service, by path. Until the application's deployment is complete, one bad endpoint fails all of it
 * (Jakarta WebSocket 2.2, 5.2.1); afterwards it concerns nobody else. Safe from any thread: writers replace the whole.
 */
final class EndpointRegistry {

    /** Makes endpoints ready to be added. */
    interface Source {
        List<DeployedEndpoint> endpoints() throws DeploymentException;
    }

    private final String contextPath;
    private final List<DeployedEndpoint> endpoints = new ArrayList<>();
    private volatile TemplateMap<DeployedEndpoint> byPath = new TemplateMap<>();
    /** Whether the application's deployment is complete; belongs to the lock of this object. */
    private boolean complete;
    /** Why the application's deployment has failed, or {@code null}; belongs to the lock of this object. */
    private DeploymentException failure;

    EndpointRegistry(String contextPath) {
        this.contextPath = contextPath;
    }

    /**
     * Adds endpoints, all or none.
     *
     * @throws DeploymentException where one is bad, two take the same requests, or the application has failed before
     */
    void add(Source source) throws DeploymentException {
        requireNoFailure();
        try {
            put(source.endpoints());
        } catch (DeploymentException e) {
            failed(e);
            throw e;
        }
    }

    private synchronized void requireNoFailure() throws DeploymentException {
        if (failure != null) {
            throw new DeploymentException("nothing more is deployed, since the application has failed: " + failure.getMessage(),
                    failure);
        }
    }

    /** "any well formed endpoints deployed prior to the error being raised must be removed from service" (5.2.1). */
    private synchronized void failed(DeploymentException cause) {
        if (!complete && failure == null) {
            failure = cause;
            endpoints.clear();
            byPath = new TemplateMap<>();
        }
    }

    /** Ends the application's deployment. @throws DeploymentException where an endpoint was bad, whoever has caught that */
    synchronized void complete() throws DeploymentException {
        if (failure != null) {
            throw failure;
        }
        complete = true;
    }

    private synchronized void put(List<DeployedEndpoint> added) throws DeploymentException {
        List<DeployedEndpoint> all = new ArrayList<>(endpoints);
        added.stream().filter(endpoint -> !isDuplicate(endpoint, all)).forEach(all::add);
        TemplateMap<DeployedEndpoint> next = new TemplateMap<>();
        for (DeployedEndpoint endpoint : all) {
            try {
                next.put(endpoint.path(), endpoint);
            } catch (IllegalArgumentException e) {
                throw new DeploymentException(
                        endpoint.config().getEndpointClass().getName() + " cannot be deployed: " + e.getMessage());
            }
        }
        endpoints.clear();
        endpoints.addAll(all);
        byPath = next;
    }

    /** "[...] must only deploy the annotated endpoint once, and ignore the duplicate submission" (6.3). */
    private static boolean isDuplicate(DeployedEndpoint endpoint, List<DeployedEndpoint> others) {
        return endpoint.submitted() != null && others.stream().anyMatch(other -> other.submitted() == endpoint.submitted());
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
