package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.session.RequestUri;
import jakarta.websocket.server.HandshakeRequest;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    @Override
    public boolean isUserInRole(String role) {
        return peer.web().isUserInRole(role);
    }

    @Override
    public Object getHttpSession() {
        return peer.web().httpSession();
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

    // ---- Jakarta WebSocket 2.3; without @Override, since this is compiled with 2.2, too ----------------------------

    /** The client's certificate first; {@code null} where it presented none. */
    public X509Certificate[] getUserX509CertificateChain() {
        return peer.certificates().isEmpty() ? null : peer.certificates().toArray(X509Certificate[]::new);
    }

    /** The IP address. */
    public String getLocalAddress() {
        return address(peer.local());
    }

    /** The name where it is known; else the address, since asking for a name takes long. */
    public String getLocalHostName() {
        return name(peer.local());
    }

    public int getLocalPort() {
        return port(peer.local());
    }

    /** The IP address. */
    public String getRemoteAddress() {
        return address(peer.remote());
    }

    /** The name where it is known; else the address, since asking for a name takes long. */
    public String getRemoteHostName() {
        return name(peer.remote());
    }

    public int getRemotePort() {
        return port(peer.remote());
    }

    /** The language that the client wants most (RFC 9110, 12.5.4); the default one where it wants none, or says so badly. */
    public Locale getPreferredLocale() {
        String wanted = String.join(",", request.headers().all("Accept-Language"));
        try {
            return Locale.LanguageRange.parse(wanted).stream()
                    .filter(range -> range.getWeight() > 0 && !range.getRange().startsWith("*"))
                    .findFirst().map(range -> Locale.forLanguageTag(range.getRange())).orElseGet(Locale::getDefault);
        } catch (IllegalArgumentException e) {
            return Locale.getDefault();
        }
    }

    private static String address(SocketAddress address) {
        if (!(address instanceof InetSocketAddress internet)) {
            return String.valueOf(address);
        }
        // A servlet container says the address as text, which is then taken for a name that nobody has looked up.
        return internet.isUnresolved() ? internet.getHostString() : internet.getAddress().getHostAddress();
    }

    private static String name(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet.getHostString() : String.valueOf(address);
    }

    private static int port(SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet.getPort() : -1;
    }
}
