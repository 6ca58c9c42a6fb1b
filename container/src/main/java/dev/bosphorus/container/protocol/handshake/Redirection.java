package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Where a redirect leads a client, and what it may take along (RFC 6455, 4.1; RFC 9110, 15.4). Stateless. */
public final class Redirection {

    private static final Set<Integer> STATUSES = Set.of(301, 302, 303, 307, 308);

    private Redirection() {
    }

    /**
     * The URI that an answer leads to, {@code ws} or {@code wss}, without a fragment.
     *
     * @param from the URI that was answered so
     * @return {@code null} where the answer is no redirect
     * @throws IllegalArgumentException where it leads nowhere that a WebSocket client goes
     */
    public static URI target(ResponseHead answer, URI from) {
        if (!STATUSES.contains(answer.status())) {
            return null;
        }
        String location = answer.headers().first("Location");
        if (location == null) {
            throw new IllegalArgumentException("the redirect has no Location");
        }
        URI to;
        try {
            to = from.resolve(new URI(location));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the redirect leads to no URI: " + location, e);
        }
        String scheme = scheme(to);
        if (to.getHost() == null || to.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the redirect has to name a host, and no user: " + location);
        }
        if (isSecure(from) && scheme.equals("ws")) {
            throw new IllegalArgumentException("the redirect leads from wss to ws: " + location);
        }
        return rebuilt(scheme, to);
    }

    private static String scheme(URI to) {
        return switch (String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT)) {
            case "ws", "http" -> "ws";
            case "wss", "https" -> "wss";
            default -> throw new IllegalArgumentException("the redirect leads to no WebSocket: " + to);
        };
    }

    private static URI rebuilt(String scheme, URI to) {
        String path = to.getRawPath() == null ? "" : to.getRawPath();
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        return URI.create(scheme + "://" + to.getRawAuthority() + path + query);
    }

    /** The fields that may go along: what proves who somebody is goes to no other origin. */
    public static HeaderFields fieldsFor(HeaderFields fields, URI from, URI to) {
        if (sameOrigin(from, to)) {
            return fields;
        }
        HeaderFields.Builder kept = new HeaderFields.Builder();
        fields.forEach((name, value) -> {
            if (!isSecret(name.toLowerCase(Locale.ROOT))) {
                kept.add(name, value);
            }
        });
        return kept.build();
    }

    private static boolean isSecret(String name) {
        return name.endsWith("authorization") || name.equals("cookie") || name.equals("cookie2");
    }

    /** Whether scheme, host and port are the same (RFC 6454, 5). */
    public static boolean sameOrigin(URI one, URI other) {
        return isSecure(one) == isSecure(other) && one.getHost().equalsIgnoreCase(other.getHost()) && port(one) == port(other);
    }

    private static boolean isSecure(URI uri) {
        return "wss".equalsIgnoreCase(uri.getScheme());
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return isSecure(uri) ? 443 : 80;
    }
}
