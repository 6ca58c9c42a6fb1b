package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
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
        URI reference;
        try {
            reference = new URI(ascii(location));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the redirect leads to no URI: " + location, e);
        }
        String scheme = reference.getScheme() == null ? scheme(from) : scheme(reference);
        boolean isRelative = reference.getScheme() == null && reference.getRawAuthority() == null;
        URI host = isRelative ? from : reference;
        if (host.getHost() == null || reference.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the redirect has to name a host, and no user: " + location);
        }
        if (isSecure(from) && scheme.equals("ws")) {
            throw new IllegalArgumentException("the redirect leads from wss to ws: " + location);
        }
        String port = host.getPort() < 0 ? "" : ":" + host.getPort();
        String path = isRelative ? resolved(from, reference) : pathAndQuery(reference.getRawPath(), reference);
        return URI.create(scheme + "://" + host.getHost() + port + path);
    }

    /** Some servers send what is not ASCII as it is: its bytes, which are Latin-1 here, are meant. */
    private static String ascii(String location) {
        StringBuilder ascii = new StringBuilder(location.length());
        for (char c : location.toCharArray()) {
            if (c < 0x80) {
                ascii.append(c);
            } else {
                ascii.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            }
        }
        return ascii.toString();
    }

    private static String scheme(URI to) {
        return switch (to.getScheme().toLowerCase(Locale.ROOT)) {
            case "ws", "http" -> "ws";
            case "wss", "https" -> "wss";
            default -> throw new IllegalArgumentException("the redirect leads to no WebSocket: " + to);
        };
    }

    /** RFC 3986, 5.2.2, which {@link URI#resolve} does not follow: it keeps to an older standard, and glues paths to hosts. */
    private static String resolved(URI from, URI reference) {
        String base = from.getRawPath();
        String path = reference.getRawPath();
        if (path.isEmpty()) {
            return pathAndQuery(base, reference.getRawQuery() == null ? from : reference);
        }
        if (path.startsWith("/")) {
            return pathAndQuery(path, reference);
        }
        return pathAndQuery(base.isEmpty() ? "/" + path : base.substring(0, base.lastIndexOf('/') + 1) + path, reference);
    }

    private static String pathAndQuery(String path, URI query) {
        return (path.isEmpty() ? "" : withoutDots(path)) + (query.getRawQuery() == null ? "" : "?" + query.getRawQuery());
    }

    /** RFC 3986, 5.2.4. @param path begins with a slash */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] segments = path.substring(1).split("/", -1);
        for (String segment : segments) {
            if (segment.equals("..")) {
                kept.pollLast();
            } else if (!segment.equals(".")) {
                kept.add(segment);
            }
        }
        String last = segments[segments.length - 1];
        // What ends in a dot segment is a folder.
        boolean isFolder = last.equals(".") || last.equals("..");
        return "/" + String.join("/", kept) + (isFolder && !kept.isEmpty() ? "/" : "");
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
