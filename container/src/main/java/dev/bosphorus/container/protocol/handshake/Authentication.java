package dev.bosphorus.container.protocol.handshake;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Answers a server or a proxy that wants to know who its client is: Digest (RFC 7616) and Basic (RFC 7617). Stateless. */
public final class Authentication {

    /** The algorithms of Digest as Java names them, the strongest first. */
    private static final List<Map.Entry<String, String>> ALGORITHMS = List.of(
            Map.entry("SHA-512-256", "SHA-512/256"), Map.entry("SHA-256", "SHA-256"), Map.entry("MD5", "MD5"));

    private static final String SESSION = "-SESS";
    /** A nonce is used once: each answer is to a challenge of its own. */
    private static final String NONCE_COUNT = "00000001";

    private Authentication() {
    }

    /**
     * The value of {@code Authorization} or {@code Proxy-Authorization}: for the strongest challenge that is understood.
     *
     * @param challenges the values of all fields {@code WWW-Authenticate} or {@code Proxy-Authenticate}
     * @param method     of the request
     * @param uri        the request target
     * @param cnonce     random bytes
     * @return empty where no challenge is understood
     */
    public static Optional<String> answer(
            List<String> challenges, Credentials credentials, String method, String uri, byte[] cnonce) {
        List<Challenge> parsed = Challenge.parse(challenges);
        for (Map.Entry<String, String> algorithm : ALGORITHMS) {
            for (Challenge challenge : parsed) {
                if (isDigest(challenge, algorithm.getKey())) {
                    return Optional.of(new Digest(challenge, credentials, algorithm.getValue(), cnonce).answer(method, uri));
                }
            }
        }
        return parsed.stream().filter(challenge -> challenge.is("Basic")).findFirst().flatMap(basic -> basic(credentials));
    }

    /** Whether credentials were refused only because the nonce is too old (RFC 7616, 3.3). */
    public static boolean isStale(List<String> challenges) {
        return Challenge.parse(challenges).stream().anyMatch(challenge -> challenge.parameter("stale", "").equalsIgnoreCase("true"));
    }

    private static boolean isDigest(Challenge challenge, String algorithm) {
        String wanted = challenge.parameter("algorithm", "MD5").toUpperCase(Locale.ROOT);
        return challenge.is("Digest") && challenge.parameter("nonce", null) != null
                && (wanted.equals(algorithm) || wanted.equals(algorithm + SESSION))
                && (challenge.parameter("qop", null) == null || hasAuth(challenge));
    }

    /** Whether the plain quality of protection is offered; there is no body whose integrity could be protected. */
    private static boolean hasAuth(Challenge challenge) {
        for (String qop : challenge.parameter("qop", "").split(",")) {
            if (qop.strip().equalsIgnoreCase("auth")) {
                return true;
            }
        }
        return false;
    }

    /** RFC 7617, 2: the user ends at the first colon, so there must not be one in it. */
    private static Optional<String> basic(Credentials credentials) {
        if (credentials.user().indexOf(':') >= 0) {
            return Optional.empty();
        }
        byte[] pair = (credentials.user() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
        return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /** One answer of Digest (RFC 7616, 3.4). */
    private static final class Digest {

        private final Challenge challenge;
        private final Credentials credentials;
        private final Charset charset;
        private final MessageDigest digest;
        /** User, password and realm as bytes: a char each, since that is how the fields of a head are held. */
        private final String user;
        private final String password;
        private final String realm;
        private final String nonce;
        private final String cnonce;

        Digest(Challenge challenge, Credentials credentials, String algorithm, byte[] cnonce) {
            this.challenge = challenge;
            this.credentials = credentials;
            this.digest = digest(algorithm);
            this.charset = charset(challenge, credentials);
            this.user = bytes(credentials.user());
            this.password = bytes(credentials.password());
            this.realm = challenge.parameter("realm", "");
            this.nonce = challenge.parameter("nonce", "");
            this.cnonce = Base64.getEncoder().encodeToString(cnonce);
        }

        /** RFC 7616, 4: UTF-8 where the server says so; else Latin-1, as old servers have it, if that has all characters. */
        private static Charset charset(Challenge challenge, Credentials credentials) {
            boolean latin = StandardCharsets.ISO_8859_1.newEncoder().canEncode(credentials.user() + credentials.password());
            return latin && !challenge.parameter("charset", "").equalsIgnoreCase("UTF-8")
                    ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        }

        private String bytes(String text) {
            return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
        }

        private static MessageDigest digest(String algorithm) {
            try {
                return MessageDigest.getInstance(algorithm);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java platform has no " + algorithm, e);
            }
        }

        String answer(String method, String uri) {
            String secret = hash(user + ":" + realm + ":" + password);
            if (isSession()) {
                secret = hash(secret + ":" + nonce + ":" + cnonce);
            }
            String request = hash(method + ":" + uri);
            boolean auth = hasAuth(challenge);
            String response = auth ? hash(String.join(":", secret, nonce, NONCE_COUNT, cnonce, "auth", request))
                    : hash(String.join(":", secret, nonce, request));

            StringBuilder value = new StringBuilder("Digest ").append(userParameter());
            value.append(", realm=").append(quoted(realm)).append(", uri=").append(quoted(uri));
            if (challenge.parameter("algorithm", null) != null) {
                value.append(", algorithm=").append(challenge.parameter("algorithm", null));
            }
            value.append(", nonce=").append(quoted(nonce));
            if (auth || isSession()) {
                value.append(", cnonce=").append(quoted(cnonce));
            }
            if (auth) {
                value.append(", nc=").append(NONCE_COUNT).append(", qop=auth");
            }
            value.append(", response=").append(quoted(response));
            if (challenge.parameter("opaque", null) != null) {
                value.append(", opaque=").append(quoted(challenge.parameter("opaque", null)));
            }
            return value.append(hidesUser() ? ", userhash=true" : "").toString();
        }

        private boolean isSession() {
            return challenge.parameter("algorithm", "").toUpperCase(Locale.ROOT).endsWith(SESSION);
        }

        private boolean hidesUser() {
            return challenge.parameter("userhash", "").equalsIgnoreCase("true");
        }

        /** RFC 7616, 3.4 and 3.4.4: hashed; in UTF-8, which says so itself, where it needs that; else as it is. */
        private String userParameter() {
            if (hidesUser()) {
                return "username=" + quoted(hash(user + ":" + realm));
            }
            boolean ascii = user.chars().allMatch(c -> c < 0x80);
            return ascii || charset == StandardCharsets.ISO_8859_1 ? "username=" + quoted(user)
                    : "username*=UTF-8''" + percentEncoded(credentials.user());
        }

        private static String percentEncoded(String text) {
            StringBuilder out = new StringBuilder();
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                boolean plain = b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z';
                if (plain) {
                    out.append((char) b);
                } else {
                    out.append(String.format(Locale.ROOT, "%%%02X", b & 0xFF));
                }
            }
            return out.toString();
        }

        private static String quoted(String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }

        private String hash(String text) {
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        }
    }
}
