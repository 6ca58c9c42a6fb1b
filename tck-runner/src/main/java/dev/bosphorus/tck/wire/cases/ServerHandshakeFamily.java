package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.Connection;
import dev.bosphorus.tck.wire.peer.HttpHead;
import dev.bosphorus.tck.wire.peer.OpeningAsClient;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.RequestHead;
import dev.bosphorus.tck.wire.peer.UnmetException;
import dev.bosphorus.tck.wire.peer.UnsupportedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;

/** The opening handshake of a server: how a request is written, its key and its version (RFC 6455, 4.2; RFC 9112). */
final class ServerHandshakeFamily extends ServerFamily {

    private static final int BAD_REQUEST = 400;
    private static final String READING = "RFC 6455 4.2.1";

    ServerHandshakeFamily() {
        spellings();
        targets();
        cuts();
        keys();
        missing();
        versions();
        connections();
    }

    private void spellings() {
        accepted(Severity.MUST, "accept/plain", "RFC 6455 4.2.2", "A lawful request is accepted.", request -> request);
        for (String value : new String[] {"WebSocket", "WEBSOCKET", "wEbSoCkEt"}) {
            accepted(Severity.MUST, "accept/upgrade-" + value, READING, "\"websocket\" is told in any case.",
                    request -> request.replacing("Upgrade", value));
        }
        for (String value : new String[] {"upgrade", "UPGRADE", "keep-alive, Upgrade", "Upgrade, keep-alive", "keep-alive,upgrade",
            "foo, bar,Upgrade", ",Upgrade,", "Upgrade\t,\tx"}) {
            accepted(Severity.MUST, "accept/connection-" + value.replaceAll("[,\\s]+", "_"), READING,
                    "Connection is a list of tokens, one of which is \"Upgrade\" in any case.", request -> request.replacing("Connection", value));
        }
        accepted(Severity.MUST, "accept/connection-in-two-fields", READING, "A list may be spread over several fields (RFC 9110, 5.3).",
                request -> request.replacing("Connection", "keep-alive").with("Connection: Upgrade"));
        accepted(Severity.SHOULD, "accept/upgrade-list", READING, "Upgrade may name other protocols, too (RFC 9110, 7.8).",
                request -> request.replacing("Upgrade", "foo/2, websocket"));
        accepted(Severity.MUST, "accept/names-in-lower-case", READING, "Names of fields are told in any case (RFC 9110, 5.1).",
                request -> new RequestHead(request.requestLine(), request.fields().stream()
                        .map(field -> field.substring(0, field.indexOf(':')).toLowerCase(Locale.ROOT) + field.substring(field.indexOf(':')))
                        .toList(), request.key()));
        accepted(Severity.MUST, "accept/names-in-upper-case", READING, "Names of fields are told in any case (RFC 9110, 5.1).",
                request -> new RequestHead(request.requestLine(), request.fields().stream()
                        .map(field -> field.substring(0, field.indexOf(':')).toUpperCase(Locale.ROOT) + field.substring(field.indexOf(':')))
                        .toList(), request.key()));
        accepted(Severity.MUST, "accept/no-space-after-colon", READING, "White space around a value is optional (RFC 9112, 5).",
                request -> new RequestHead(request.requestLine(), request.fields().stream().map(field -> field.replaceFirst(": ", ":")).toList(),
                        request.key()));
        accepted(Severity.MUST, "accept/much-space-around-values", READING, "White space around a value is optional (RFC 9112, 5).",
                request -> new RequestHead(request.requestLine(),
                        request.fields().stream().map(field -> field.replaceFirst(": ", ": \t  ") + " \t ").toList(), request.key()));
        accepted(Severity.MUST, "accept/fields-in-other-order", READING, "The order of fields has no meaning.",
                request -> new RequestHead(request.requestLine(), request.fields().stream().sorted().toList(), request.key()));
        accepted(Severity.MUST, "accept/unknown-fields", READING, "Fields that are not known are ignored.",
                request -> request.with("X-Strait: Bosphorus").with("User-Agent: x").with("Sec-WebSocket-Foo: bar").with("Empty:"));
        accepted(Severity.SHOULD, "accept/obs-text", "RFC 9110 5.5", "Bytes beyond ASCII in a value are opaque.",
                request -> request.with("X-Name: \u00fc\u00e9\u00ff"));
        accepted(Severity.SHOULD, "accept/empty-line-first", "RFC 9112 2.2", "An empty line before the request is ignored.",
                request -> request.line("\r\n" + request.requestLine()));
        accepted(Severity.MUST, "accept/origin", "RFC 6455 4.2.2", "A request with the server's own Origin is that of a page of it.",
                request -> request.with("Origin: http://" + request.fields().get(0).substring("Host: ".length())));
        accepted(Severity.MUST, "accept/cookies", READING, "A request may carry cookies.",
                request -> request.with("Cookie: a=1; b=\"two\"").with("Authorization: Basic Og=="));
        accepted(Severity.SHOULD, "accept/fifty-fields", READING, "A browser behind proxies sends many fields.", request -> {
            RequestHead more = request;
            for (int i = 0; i < 50; i++) {
                more = more.with("X-Forwarded-" + i + ": value " + i);
            }
            return more;
        });
        accepted(Severity.SHOULD, "accept/field-of-4000-bytes", READING, "Cookies may be long.",
                request -> request.with("Cookie: long=" + "x".repeat(4000)));
    }

    private void targets() {
        accepted(Severity.MUST, "target/query", "RFC 6455 3", "A query belongs to the resource.",
                request -> request.line(request.requestLine().replace(" HTTP", (request.requestLine().contains("?") ? "&" : "?") + "a=1&b=%C3%BC HTTP")));
        accepted(Severity.MUST, "target/empty-query", "RFC 6455 3", "A query may be empty.",
                request -> request.requestLine().contains("?") ? request : request.line(request.requestLine().replace(" HTTP", "? HTTP")));
        for (String scheme : new String[] {"http", "https"}) {
            accepted(scheme.equals("http") ? Severity.MUST : Severity.INFO, "target/absolute-" + scheme, "RFC 6455 4.2.1, RFC 9112 3.2.2",
                    "A request may name the whole URI.", request -> request.line(request.requestLine()
                            .replaceFirst("GET ", "GET " + scheme + "://" + request.fields().get(0).substring("Host: ".length()))));
        }
        refused(Severity.SHOULD, "target/fragment", "RFC 6455 3", "A fragment is no part of a request.",
                request -> request.line(request.requestLine().replace(" HTTP", "#here HTTP")));
        refused(Severity.SHOULD, "target/bad-escape", "RFC 3986 2.1", "A percent sign is followed by two hexadecimal digits.",
                request -> request.line(request.requestLine().replaceFirst(" HTTP", "%zz HTTP")));
        refused(Severity.INFO, "target/nowhere", "RFC 6455 4.2.2", "What is not there is not upgraded; a server may serve every path.",
                request -> request.line("GET /no/such/resource/anywhere HTTP/1.1"));
    }

    private void cuts() {
        for (int chunk : new int[] {1, 2, 3, 7, 50}) {
            server(Severity.MUST, "cut/every-" + chunk + "-bytes", READING, "TCP may cut a request anywhere.", peer -> {
                RequestHead request = opening(peer).request();
                Connection connection = opening(peer).connect();
                byte[] head = request.text().getBytes(StandardCharsets.ISO_8859_1);
                for (int at = 0; at < head.length; at += chunk) {
                    connection.write(Arrays.copyOfRange(head, at, Math.min(head.length, at + chunk)), "head");
                }
                opening(peer).checkAccepted(connection.readHead(), request);
                peer.start(connection, null);
                peer.echo(OutFrame.text("open"));
            });
        }
        server(Severity.INFO, "cut/frames-with-the-head", "RFC 6455 4.1", "A client waits for the answer; one that does not is served or refused.",
                peer -> {
                    RequestHead request = opening(peer).request();
                    Connection connection = opening(peer).connect();
                    byte[] frame = OutFrame.text("early").bytes(Subject.SERVER);
                    connection.write(Payloads.concat(request.text().getBytes(StandardCharsets.ISO_8859_1), frame), "head and frame");
                    opening(peer).checkAccepted(connection.readHead(), request);
                    peer.start(connection, null);
                    peer.expectText("early");
                });
        server(Severity.MUST, "cut/end-within-head", READING, "A request that does not end is not accepted.", peer -> {
            String head = opening(peer).request().text();
            Connection connection = opening(peer).connect();
            connection.write(head.substring(0, head.length() - 2).getBytes(StandardCharsets.ISO_8859_1), "head without its end");
            connection.endOutput();
            endsOrRefuses(peer, connection);
        });
    }

    private void keys() {
        server(Severity.MUST, "key/of-the-standard", "RFC 6455 1.3", "The example's key has the example's answer.", peer -> {
            HttpHead response = accepts(peer, opening(peer).request().replacing("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
            peer.must("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=".equals(response.value("Sec-WebSocket-Accept")), "the answer is another");
        });
        for (int i = 0; i < 8; i++) {
            String key = Base64.getEncoder().encodeToString(Arrays.copyOf(Payloads.binary(16 + i), 16));
            accepted(Severity.MUST, "key/random-" + i, "RFC 6455 4.2.2", "Any 16 bytes are a key.",
                    request -> request.replacing("Sec-WebSocket-Key", key));
        }
        accepted(Severity.MUST, "key/zeros", "RFC 6455 4.2.2", "Any 16 bytes are a key.",
                request -> request.replacing("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(new byte[16])));
        for (int length : new int[] {0, 1, 15, 17, 20, 32}) {
            // A server need not decode it (4.2.2); an empty one breaks the grammar.
            refused(length == 0 ? Severity.MUST : Severity.SHOULD, "key/of-" + length + "-bytes", READING, "A key is 16 bytes in Base64.",
                    request -> request.replacing("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(new byte[length])));
        }
        for (String key : new String[] {"not base64 at all!!", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA===", "AAAAAAAAAA_-AAAAAAAAAA==", "16 bytes of text",
            "====", "AAAAAAAAAAAAAAAAAAAAAA==, AAAAAAAAAAAAAAAAAAAAAA=="}) {
            refused(Severity.MUST, "key/" + key.replaceAll("[^A-Za-z0-9]+", "_") + "-" + key.length(), READING, "A key is 16 bytes in Base64.",
                    request -> request.replacing("Sec-WebSocket-Key", key));
        }
        refused(Severity.SHOULD, "key/two-fields", "RFC 6455 11.3.1", "There is one key.",
                request -> request.with("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="));
    }

    private void missing() {
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "get", "Get", "GETX"}) {
            refused(Severity.MUST, "method/" + method, READING, "A handshake is a GET.",
                    request -> request.line(request.requestLine().replaceFirst("GET", method)).with("Content-Length: 0"));
        }
        for (String version : new String[] {"HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.1x", "HTTP/1", "HTTQ/1.1", "HTTP/1.10", "HTTP/ 1.1"}) {
            // "HTTP/1.1 or higher", says 4.2.1.
            refused(version.equals("HTTP/2.0") ? Severity.INFO : Severity.MUST, "http-version/" + version.replaceAll("[/ ]", "-"), READING,
                    "A handshake is HTTP/1.1.",
                    request -> request.line(request.requestLine().replace("HTTP/1.1", version)));
        }
        refused(Severity.SHOULD, "http-version/in-lower-case", "RFC 9112 2.3", "The name of HTTP is told in upper case.",
                request -> request.line(request.requestLine().replace("HTTP/1.1", "http/1.1")));
        for (String field : new String[] {"Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"}) {
            refused(Severity.MUST, "missing/" + field, READING, field + " has to be there.", request -> request.without(field));
            // A Host may be empty where a URI has no authority (RFC 9112, 3.2).
            refused(field.equals("Host") ? Severity.SHOULD : Severity.MUST, "empty/" + field, READING, field + " has to have a value.",
                    request -> request.replacing(field, ""));
        }
        for (String value : new String[] {"h2c", "websockets", "web socket", "websocket/13", "tls/1.2"}) {
            refused(Severity.MUST, "upgrade/" + value.replaceAll("[/ ]", "-"), READING, "Upgrade says \"websocket\".",
                    request -> request.replacing("Upgrade", value));
        }
        for (String value : new String[] {"close", "keep-alive", "Upgrades", "Up grade", "websocket"}) {
            refused(Severity.MUST, "connection/" + value.replace(" ", "-"), READING, "Connection says \"Upgrade\".",
                    request -> request.replacing("Connection", value));
        }
        refused(Severity.MUST, "host/twice", "RFC 9112 3.2", "There is one Host.", request -> request.with("Host: elsewhere"));
        refused(Severity.MUST, "host/no-host", "RFC 9112 3.2", "A Host is a host.", request -> request.replacing("Host", "a b"));
    }

    private void versions() {
        String rule = "A version that the server does not speak is refused, and those that it speaks are named.";
        // Drafts had these numbers; a server may still speak them.
        for (int version : new int[] {0, 1, 7, 8, 12}) {
            server(Severity.INFO, "version/" + version, "RFC 6455 4.4, 11.6", rule, peer -> refusesVersion(peer, String.valueOf(version)));
        }
        for (int version : new int[] {14, 25, 100, 255}) {
            server(Severity.MUST, "version/" + version, "RFC 6455 4.2.2, 4.4", rule, peer -> refusesVersion(peer, String.valueOf(version)));
        }
        for (String version : new String[] {"256", "-13", "13a", "13.0", "+13", "013", "0x0d", "13;8", "8, 7", "thirteen"}) {
            server(Severity.MUST, "version/" + version.replaceAll("[;, ]+", "_"), READING, "A version is a number from 0 to 255.",
                    peer -> refuses(peer, opening(peer).ask(opening(peer).request().replacing("Sec-WebSocket-Version", version).text())));
        }
        refused(Severity.SHOULD, "version/two-fields", "RFC 6455 11.3.5", "A request names one version.",
                request -> request.with("Sec-WebSocket-Version: 8"));
    }

    private static void refusesVersion(Peer peer, String version) throws UnmetException, IOException {
        HttpHead response = opening(peer).ask(opening(peer).request().replacing("Sec-WebSocket-Version", version).text());
        peer.must(response != null, "the connection ends without an answer (4.2.2)");
        refuses(peer, response);
        peer.must(response.status() >= BAD_REQUEST, "the status is no error's: " + response.startLine());
        peer.must(response.has("Sec-WebSocket-Version", "13"),
                "the answer does not say which versions are spoken (4.2.2): Sec-WebSocket-Version: " + response.value("Sec-WebSocket-Version"));
    }

    private void connections() {
        server(Severity.SHOULD, "connection/after-another-request", "RFC 9112 9.3", "A connection that has served a request may be upgraded.", peer -> {
            OpeningAsClient opening = opening(peer);
            RequestHead request = opening.request();
            Connection connection = opening.connect();
            connection.write(("HEAD /no/such/resource HTTP/1.1\r\n" + request.fields().get(0) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1), "head");
            HttpHead first = connection.readHead();
            peer.must(first != null && first.status() >= 200, "the first request is not answered");
            if (first.has("Connection", "close")) {
                throw new UnsupportedException("the server ends the connection after the answer");
            }
            connection.write(request.text().getBytes(StandardCharsets.ISO_8859_1), "head");
            opening.checkAccepted(connection.readHead(), request);
            peer.start(connection, null);
            peer.echo(OutFrame.text("open"));
        });
        server(Severity.MUST, "connection/twenty-at-once", "RFC 6455 4.1", "Connections have nothing to do with each other.", peer -> {
            RequestHead request = opening(peer).request();
            Connection[] all = new Connection[20];
            for (int i = 0; i < all.length; i++) {
                all[i] = opening(peer).connect();
                all[i].write(request.text().getBytes(StandardCharsets.ISO_8859_1), "head");
            }
            for (int i = all.length - 1; i >= 0; i--) {
                opening(peer).checkAccepted(all[i].readHead(), request);
                peer.start(all[i], null);
                peer.echo(OutFrame.text("connection " + i));
            }
        });
    }
}
