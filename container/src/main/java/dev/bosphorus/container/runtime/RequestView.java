package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.session.RequestUri;
import jakarta.websocket.server.HandshakeRequest;
import java.net.URI;
import java.security.Principal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An opening handshake as the application's configurator sees it. */
final class RequestView implements HandshakeRequest {

    private final UpgradeRequest request;
    private final PeerInfo peer;
    private final RequestUri uri;
    private final Map<String, String> pathParameters;

    RequestView(UpgradeRequest request, PeerInfo peer, RequestUri uri, Map<String, String> pathParameters) {
        this.request = request;
        this.peer = peer;
        this.uri = uri;
        this.pathParameters = pathParameters;
    }

    /** Read-only; names without regard to case. */
    @Override
    public Map<String, List<String>> getHeaders() {
        return request.headers().asMap();
    }

    @Override
    public Principal getUserPrincipal() {
        return peer.principal();
    }

    @Override
    public URI getRequestURI() {
        return uri.uri();
    }

    /** Without a servlet container there are no roles. */
    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    /** Without a servlet container there is no HTTP session. */
    @Override
    public Object getHttpSession() {
        return null;
    }

    /** The parameters of the path and of the query; where both have a name, the path's value comes first. Read-only. */
    @Override
    public Map<String, List<String>> getParameterMap() {
        if (pathParameters.isEmpty()) {
            return uri.parameters();
        }
        Map<String, List<String>> all = new LinkedHashMap<>();
        pathParameters.forEach((name, value) -> all.put(name, List.of(value)));
        uri.parameters().forEach((name, values) -> all.merge(name, values, RequestView::joined));
        return Collections.unmodifiableMap(all);
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    @Override
    public String getQueryString() {
        return uri.query();
    }
}
