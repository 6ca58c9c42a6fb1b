package dev.bosphorus.container.session;

import dev.bosphorus.extra.ExtendedSession;
import jakarta.websocket.Extension;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;

/** What a session says of its opening handshake. Safe from any thread. */
abstract class HandshakeView implements ExtendedSession {

    final SessionFacts facts;

    HandshakeView(SessionFacts facts) {
        this.facts = facts;
    }

    /** @throws IllegalStateException where {@code onClose} has returned */
    abstract void requireUsable();

    @Override
    public String getProtocolVersion() {
        requireUsable();
        return "13";
    }

    @Override
    public String getNegotiatedSubprotocol() {
        requireUsable();
        return facts.subprotocol();
    }

    @Override
    public List<Extension> getNegotiatedExtensions() {
        requireUsable();
        return facts.extensions();
    }

    @Override
    public boolean isSecure() {
        requireUsable();
        return facts.uri().isSecure();
    }

    @Override
    public String getId() {
        return facts.id();
    }

    @Override
    public URI getRequestURI() {
        requireUsable();
        return facts.uri().uri();
    }

    @Override
    public Map<String, List<String>> getRequestParameterMap() {
        requireUsable();
        return facts.uri().parameters();
    }

    @Override
    public String getQueryString() {
        requireUsable();
        return facts.uri().query();
    }

    @Override
    public Map<String, String> getPathParameters() {
        requireUsable();
        return facts.pathParameters();
    }

    @Override
    public Principal getUserPrincipal() {
        requireUsable();
        return facts.principal();
    }

    @Override
    public String toString() {
        return "session " + facts.id() + " of " + facts.uri().text();
    }
}
