package dev.bosphorus.container.client;

import dev.bosphorus.adapter.config.ClientHandshakeConfig;
import dev.bosphorus.container.protocol.extension.ExtensionFactory;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.AcceptKey;
import dev.bosphorus.container.protocol.handshake.Authentication;
import dev.bosphorus.container.protocol.handshake.ClientHandshake;
import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import dev.bosphorus.container.protocol.handshake.HttpTunnel;
import dev.bosphorus.container.protocol.handshake.ProxyTunnel;
import dev.bosphorus.container.protocol.handshake.Redirection;
import dev.bosphorus.container.protocol.handshake.SocksTunnel;
import dev.bosphorus.container.runtime.AgreedExtension;
import dev.bosphorus.container.runtime.Connector;
import jakarta.websocket.DeploymentException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request of an attempt to connect, and which one follows from its answer. Immutable.
 *
 * @param handshake  the opening handshake
 * @param redirects  how many have been followed
 * @param origin     to whom the application's credentials may go
 * @param asked      how often the server has asked for credentials
 * @param proxyValue the value of {@code Proxy-Authorization}, {@code null} for none
 * @param proxyAsked how often the proxy has asked for credentials on the way to this answer
 */
record ClientRequest(ClientHandshake handshake, int redirects, URI origin, int asked, String proxyValue, int proxyAsked) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int KEY_BYTES = 16;

    /**
     * The first request: what the configuration wants, and then the application's configurator.
     *
     * @throws DeploymentException where they make no request
     */
    static ClientRequest first(Target target, ClientHandshakeConfig config, ClientRuntime client) throws DeploymentException {
        URI uri = target.uri();
        try {
            List<ExtensionHeader> offers =
                    offers(config, client.options().offerInstalled() ? client.settings().extensions() : List.of());
            ClientHandshake plain =
                    new ClientHandshake(uri, newKey(), config.getPreferredSubprotocols(), offers, HeaderFields.NONE);
            HeaderFields more = asked(target, plain, client);
            return new ClientRequest(with(plain, uri, more), 0, uri, 0, null, 0);
        } catch (RuntimeException e) {
            throw new DeploymentException("no handshake can be made for " + uri + ": " + e.getMessage(), e);
        }
    }

    /** What the configurator has made of the fields; those of the handshake itself are not its own to change. */
    private static HeaderFields asked(Target target, ClientHandshake plain, ClientRuntime client) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        plain.fields().forEach((name, value) -> headers.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value));
        client.call(target.endpoint().instances(), () -> {
            target.config().getConfigurator().beforeRequest(headers);
            return null;
        });
        HeaderFields.Builder fields = new HeaderFields.Builder();
        headers.forEach((name, values) -> {
            if (values != null) {
                values.forEach(value -> fields.add(name, value));
            }
        });
        return fields.build();
    }

    /** The endpoint's extensions, whether they are installed or not, and of the others those that it has not mentioned. */
    private static List<ExtensionHeader> offers(ClientHandshakeConfig config, List<ExtensionFactory> others) {
        List<ExtensionHeader> offers = new ArrayList<>();
        config.getExtensions().forEach(extension -> offers.add(AgreedExtension.header(extension)));
        List<String> mentioned = offers.stream().map(ExtensionHeader::name).toList();
        others.stream()
                .filter(factory -> !mentioned.contains(factory.name()))
                .forEach(factory -> offers.addAll(factory.offers()));
        return offers;
    }

    private static ClientHandshake with(ClientHandshake handshake, URI uri, HeaderFields more) {
        return new ClientHandshake(uri, newKey(), handshake.subprotocols(), handshake.extensions(), more);
    }

    private static String newKey() {
        return AcceptKey.of(randomBytes());
    }

    private static byte[] randomBytes() {
        byte[] random = new byte[KEY_BYTES];
        RANDOM.nextBytes(random);
        return random;
    }

    // ---- The way -------------------------------------------------------------------------------------------------

    /** @throws DeploymentException where TLS cannot be set up */
    Connector.Route route(ClientOptions options, ClientHandshakeConfig config, ProtocolLimits limits) throws DeploymentException {
        String host = handshake.host();
        Proxy proxy = options.proxy();
        ProxyTunnel tunnel = proxy == null ? null : tunnel(proxy, host, limits);
        return new Connector.Route(proxy == null ? host : proxy.host(), proxy == null ? handshake.port() : proxy.port(), tunnel,
                handshake.secure() ? ClientTls.engine(options, config, host, handshake.port()) : null,
                handshake.toBytes(), limits);
    }

    private ProxyTunnel tunnel(Proxy proxy, String host, ProtocolLimits limits) {
        return switch (proxy.kind()) {
            case HTTP -> new HttpTunnel(host, handshake.port(), proxyValue, limits);
            case SOCKS5 -> new SocksTunnel(host, handshake.port(), proxy.credentials());
        };
    }

    // ---- What follows ----------------------------------------------------------------------------------------------

    /**
     * The request that answers a refusal: to where a redirect leads, or with credentials.
     *
     * @return {@code null} where there is none
     * @throws IllegalArgumentException where a redirect leads nowhere that this client goes
     */
    ClientRequest after(ResponseHead answer, ClientOptions options) {
        if (answer.status() == 401) {
            return withCredentials(answer, options);
        }
        if (redirects == options.maxRedirects()) {
            return null;
        }
        URI next = Redirection.target(answer, handshake.uri());
        if (next == null) {
            return null;
        }
        HeaderFields fields = Redirection.fieldsFor(handshake.more(), handshake.uri(), next);
        return new ClientRequest(with(handshake, next, fields), redirects + 1, origin, 0, lastingProxyValue(), 0);
    }

    private ClientRequest withCredentials(ResponseHead answer, ClientOptions options) {
        List<String> challenges = answer.headers().all("WWW-Authenticate");
        boolean known = options.credentials() != null && Redirection.sameOrigin(origin, handshake.uri());
        if (!known || !mayTry(asked, challenges)) {
            return null;
        }
        Optional<String> value =
                Authentication.answer(challenges, options.credentials(), "GET", handshake.target(), randomBytes());
        return value.map(text -> new ClientRequest(with(handshake, handshake.uri(), authorized(text)),
                redirects, origin, asked + 1, lastingProxyValue(), 0)).orElse(null);
    }

    /** What the proxy is told on the next connection, too: an answer by Digest was for one server and one time. */
    private String lastingProxyValue() {
        return proxyValue != null && proxyValue.startsWith("Basic ") ? proxyValue : null;
    }

    private HeaderFields authorized(String value) {
        HeaderFields.Builder fields = new HeaderFields.Builder();
        handshake.more().forEach((name, other) -> {
            if (!name.equalsIgnoreCase("Authorization")) {
                fields.add(name, other);
            }
        });
        return fields.add("Authorization", value).build();
    }

    /** The same request by a proxy that has asked for credentials, or {@code null}. */
    ClientRequest afterProxy(ResponseHead refusal, Proxy proxy) {
        List<String> challenges = refusal.headers().all("Proxy-Authenticate");
        if (refusal.status() != 407 || proxy.credentials() == null || !mayTry(proxyAsked, challenges)) {
            return null;
        }
        String server = HttpTunnel.authority(handshake.host(), handshake.port());
        Optional<String> value = Authentication.answer(challenges, proxy.credentials(), "CONNECT", server, randomBytes());
        return value.map(text -> new ClientRequest(handshake, redirects, origin, asked, text, proxyAsked + 1)).orElse(null);
    }

    /** Credentials that were refused are not sent again, save where only the nonce was too old (RFC 7616, 3.3). */
    private static boolean mayTry(int before, List<String> challenges) {
        return before == 0 || before == 1 && Authentication.isStale(challenges);
    }
}
