package dev.bosphorus.container.runtime;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a page comes from (RFC 6454): what a browser sends as {@code Origin}.
 *
 * @param port never a default: 80 or 443 are filled in
 */
public record Origin(String scheme, String host, int port) {

    /** @throws IllegalArgumentException where the text is not {@code scheme://host[:port]} */
    public static Origin parse(String text) {
        try {
            URI uri = new URI(text);
            boolean bare = (uri.getRawPath() == null || uri.getRawPath().isEmpty()) && uri.getRawQuery() == null
                    && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            if (uri.getScheme() == null || uri.getHost() == null || !bare) {
                throw new IllegalArgumentException("an origin is scheme://host[:port], not " + text);
            }
            String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("an origin is scheme://host[:port], not " + text, e);
        }
    }
}
