package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.session.RequestUri;
import jakarta.websocket.server.HandshakeRequest;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;

/** An opening handshake as the application's configurator sees it. */
final class RequestView implements HandshakeRequest {

    private final UpgradeRequest request;
    private final PeerInfo peer;
    private final RequestUri uri;

    RequestView(UpgradeRequest request, PeerInfo peer, RequestUri uri) {
        this.request = request;
        this.peer = peer;
        this.uri = uri;
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

    @Override
    public Map<String, List<String>> getParameterMap() {
        return uri.parameters();
    }

    @Override
    public String getQueryString() {
        return uri.query();
    }
}
