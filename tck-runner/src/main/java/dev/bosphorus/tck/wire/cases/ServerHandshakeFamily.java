package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.Connection;
import dev.bosphorus.tck.wire.peer.HttpHead;
import dev.bosphorus.tck.wire.peer.OpeningAsClient;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.RequestHead;
import dev.bosphorus.tck.wire.peer.UnmetException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** The opening handshake of a server (RFC 6455, 4.2; RFC 9112). */
final class ServerHandshakeFamily extends Family {

    private static final int UPGRADE_REQUIRED = 426;
    private static final int BAD_REQUEST = 400;
    private static final String READING = "RFC 6455 4.2.1";

    ServerHandshakeFamily() {
        super("server-handshake");
        spellings();
        targets();
        cuts();
        keys();
        missing();
        versions();
        malformed();
        large();
        subprotocols();
        extensions();
        connections();
    }

    private void server(Severity severity, String id, String reference, String requirement, Script script) {
        add(severity, id, reference, requirement, EnumSet.of(Subject.SERVER), script);
    }

    private static OpeningAsClient opening(Peer peer) {
        return (OpeningAsClient) peer.opening();
    }

    // Accepted

    private void accepted(Severity severity, String id, String reference, String requirement, UnaryOperator<RequestHead> change) {
        server(severity, id, reference, requirement, peer -> {
            RequestHead request = change.apply(opening(peer).request());
            accepts(peer, request);
        });
    }

    private static HttpHead accepts(Peer peer, RequestHead request) throws UnmetException, IOException, InterruptedException {
        HttpHead response = opening(peer).ask(request.text());
        opening(peer).checkAccepted(response, request);
        peer.start(opening(peer).connection(), null);
        peer.echo(OutFrame.text("open"));
        return response;
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
        accepted(Severity.MUST, "accept/obs-text", "RFC 9110 5.5", "Bytes beyond ASCII in a value are opaque.",
                request -> request.with("X-Name: \u00fc\u00e9\u00ff"));
        accepted(Severity.MUST, "accept/empty-line-first", "RFC 9112 2.2", "An empty line before the request is ignored.",
                request -> request.line("\r\n" + request.requestLine()));
        accepted(Severity.MUST, "accept/origin", "RFC 6455 4.2.2", "A request with the server's own Origin is that of a page of it.",
                request -> request.with("Origin: http://" + request.fields().get(0).substring("Host: ".length())));
        accepted(Severity.MUST, "accept/cookies", READING, "A request may carry cookies.",
                request -> request.with("Cookie: a=1; b=\"two\"").with("Authorization: Basic Og=="));
        accepted(Severity.MUST, "accept/fifty-fields", READING, "A browser behind proxies sends many fields.", request -> {
            RequestHead more = request;
            for (int i = 0; i < 50; i++) {
                more = more.with("X-Forwarded-" + i + ": value " + i);
            }
            return more;
        });
        accepted(Severity.MUST, "accept/field-of-4000-bytes", READING, "Cookies may be long.",
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
        refused(Severity.MUST, "target/fragment", "RFC 6455 3", "A fragment is no part of a request.",
                request -> request.line(request.requestLine().replace(" HTTP", "#here HTTP")));
        refused(Severity.SHOULD, "target/bad-escape", "RFC 3986 2.1", "A percent sign is followed by two hexadecimal digits.",
                request -> request.line(request.requestLine().replaceFirst(" HTTP", "%zz HTTP")));
        refused(Severity.MUST, "target/nowhere", "RFC 6455 4.2.2", "What is not there is not upgraded.",
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
        server(Severity.MUST, "cut/end-within-head", READING, "A request that does not end is not answered with 101.", peer -> {
            String head = opening(peer).request().text();
            Connection connection = opening(peer).connect();
            connection.write(head.substring(0, head.length() - 2).getBytes(StandardCharsets.ISO_8859_1), "head without its end");
            connection.endOutput();
            HttpHead response = connection.readHead();
            peer.must(response == null || response.status() >= BAD_REQUEST, "the answer is " + (response == null ? "" : response.startLine()));
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
            refused(Severity.MUST, "key/of-" + length + "-bytes", READING, "A key is 16 bytes in Base64.",
                    request -> request.replacing("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(new byte[length])));
        }
        for (String key : new String[] {"not base64 at all!!", "AAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAA===", "AAAAAAAAAA_-AAAAAAAAAA==", "16 bytes of text",
            "====", "AAAAAAAAAAAAAAAAAAAAAA==, AAAAAAAAAAAAAAAAAAAAAA=="}) {
            refused(Severity.MUST, "key/" + key.replaceAll("[^A-Za-z0-9]+", "_") + "-" + key.length(), READING, "A key is 16 bytes in Base64.",
                    request -> request.replacing("Sec-WebSocket-Key", key));
        }
        refused(Severity.MUST, "key/two-fields", "RFC 6455 11.3.1", "There is one key.",
                request -> request.with("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="));
    }

    // Refused

    private void refused(Severity severity, String id, String reference, String requirement, UnaryOperator<RequestHead> change) {
        server(severity, id, reference, requirement, peer -> {
            Connection connection = opening(peer).connect();
            connection.write(change.apply(opening(peer).request()).text().getBytes(StandardCharsets.ISO_8859_1), "head");
            try {
                refuses(peer, connection.readHead());
            } catch (SocketTimeoutException e) {
                throw new UnmetException("it is neither answered nor is the connection ended");
            } catch (IOException e) {
                // What asks like HTTP/0.9, or in no version at all, may be answered without a head.
                peer.log().note(e.getMessage());
            }
        });
    }

    /** Anything but an upgrade: an error's status, or, of what is no HTTP, the end of the connection. */
    private static void refuses(Peer peer, HttpHead response) throws UnmetException {
        if (response == null) {
            peer.should(false, "the connection ends without an answer (RFC 9110, 15.5)");
            return;
        }
        peer.must(response.status() != 101, "the request is accepted");
        peer.must(response.status() >= 200, "the answer is no final one: " + response.startLine());
        peer.must(response.value("Sec-WebSocket-Accept") == null, "the answer has Sec-WebSocket-Accept, though it does not accept");
    }

    private void missing() {
        for (String method : new String[] {"POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "get", "Get", "GETX"}) {
            refused(Severity.MUST, "method/" + method, READING, "A handshake is a GET.",
                    request -> request.line(request.requestLine().replaceFirst("GET", method)).with("Content-Length: 0"));
        }
        for (String version : new String[] {"HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/1.1x", "HTTP/1", "HTTQ/1.1", "HTTP/1.10", "HTTP/ 1.1"}) {
            refused(Severity.MUST, "http-version/" + version.replaceAll("[/ ]", "-"), READING, "A handshake is HTTP/1.1.",
                    request -> request.line(request.requestLine().replace("HTTP/1.1", version)));
        }
        refused(Severity.SHOULD, "http-version/in-lower-case", "RFC 9112 2.3", "The name of HTTP is told in upper case.",
                request -> request.line(request.requestLine().replace("HTTP/1.1", "http/1.1")));
        for (String field : new String[] {"Host", "Upgrade", "Connection", "Sec-WebSocket-Key", "Sec-WebSocket-Version"}) {
            refused(Severity.MUST, "missing/" + field, READING, field + " has to be there.", request -> request.without(field));
            refused(Severity.MUST, "empty/" + field, READING, field + " has to have a value.",
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
        for (String version : new String[] {"0", "1", "7", "8", "12", "14", "25", "100", "255", "256", "-13", "13a", "13.0", "+13", "013", "0x0d", "13;8",
            "8, 7", "thirteen"}) {
            server(Severity.MUST, "version/" + version.replaceAll("[;, ]+", "_"), "RFC 6455 4.2.2, 4.4", "A version that is not 13 is refused, and the versions "
                    + "that are spoken are named.", peer -> {
                        HttpHead response = opening(peer).ask(opening(peer).request().replacing("Sec-WebSocket-Version", version).text());
                        refuses(peer, response);
                        if (response != null) {
                            peer.should(response.status() == UPGRADE_REQUIRED || response.status() == BAD_REQUEST,
                                    "the status is " + response.status() + " instead of 426");
                            peer.should(response.has("Sec-WebSocket-Version", "13"),
                                    "the answer does not say which versions are spoken (4.4): Sec-WebSocket-Version: "
                                            + response.value("Sec-WebSocket-Version"));
                        }
                    });
        }
        refused(Severity.MUST, "version/two-fields", "RFC 6455 11.3.5", "A request names one version.",
                request -> request.with("Sec-WebSocket-Version: 8"));
    }

    private void malformed() {
        raw(Severity.MUST, "space-before-colon", "RFC 9112 5.1", "There is no space between a field's name and the colon.", "X-Field : value");
        raw(Severity.MUST, "no-colon", "RFC 9112 5", "A field has a colon.", "there is no colon");
        raw(Severity.MUST, "no-name", "RFC 9112 5", "A field has a name.", ": value");
        raw(Severity.MUST, "folded", "RFC 9112 5.2", "A line that continues another is refused, or taken as a space.", "X-Field: a", " b: c");
        raw(Severity.MUST, "nul-in-value", "RFC 9110 5.5", "A value has no NUL.", "X-Field: a\0b");
        raw(Severity.MUST, "cr-in-value", "RFC 9112 2.2", "A CR is followed by an LF.", "X-Field: a\rb");
        raw(Severity.MUST, "separator-in-name", "RFC 9110 5.1", "A field's name is a token.", "X(Field): value");
        raw(Severity.MUST, "space-in-name", "RFC 9110 5.1", "A field's name is a token.", "X Field: value");
        raw(Severity.MUST, "control-in-name", "RFC 9110 5.1", "A field's name is a token.", "X\u0001Field: value");
        raw(Severity.MUST, "beyond-ascii-in-name", "RFC 9110 5.1", "A field's name is a token.", "X\u00fcField: value");
        raw(Severity.MUST, "length-is-no-number", "RFC 9110 8.6", "Content-Length is a number.", "Content-Length: many");
        raw(Severity.MUST, "length-is-negative", "RFC 9110 8.6", "Content-Length is a number.", "Content-Length: -1");
        raw(Severity.MUST, "two-lengths", "RFC 9110 8.6", "There is one Content-Length.", "Content-Length: 1", "Content-Length: 2");
        raw(Severity.MUST, "length-and-chunked", "RFC 9112 6.1", "A body has one kind of length, or the request may be smuggled.", "Content-Length: 3",
                "Transfer-Encoding: chunked");
        line("method-alone", "GET");
        line("no-version", "GET /");
        line("two-spaces", "GET  / HTTP/1.1");
        line("space-first", " GET / HTTP/1.1");
        line("four-words", "GET / HTTP/1.1 more");
        line("space-in-target", "GET /a b HTTP/1.1");
        line("tabs", "GET\t/\tHTTP/1.1");
        line("no-method", "/ HTTP/1.1");
        line("target-without-slash", "GET nowhere HTTP/1.1");
        line("control-in-target", "GET /\u0001 HTTP/1.1");
        server(Severity.MUST, "malformed/binary-garbage", "RFC 9112 3", "What is no HTTP is not upgraded.", peer -> {
            Connection connection = opening(peer).connect();
            connection.write(Payloads.concat(Payloads.binary(300), Payloads.utf8("\r\n\r\n")), "garbage");
            endsOrRefuses(peer, connection);
        });
        server(Severity.MUST, "malformed/frames-instead-of-a-request", "RFC 6455 4.2.1", "Frames are no request.", peer -> {
            Connection connection = opening(peer).connect();
            connection.write(Payloads.concat(OutFrame.text("no handshake").bytes(Subject.SERVER), Payloads.utf8("\r\n\r\n")), "frame");
            endsOrRefuses(peer, connection);
        });
    }

    private void line(String id, String line) {
        refused(Severity.MUST, "malformed/line-" + id, "RFC 9112 3", "A request line has a method, a target and a version.",
                request -> request.line(line));
    }

    private void raw(Severity severity, String id, String reference, String requirement, String... fields) {
        server(severity, "malformed/" + id, reference, requirement, peer -> {
            RequestHead request = opening(peer).request();
            for (String field : fields) {
                request = request.with(field);
            }
            HttpHead response = opening(peer).ask(request.text());
            if (id.equals("folded") && response != null && response.status() == 101) {
                return;
            }
            refuses(peer, response);
        });
    }

    private static void endsOrRefuses(Peer peer, Connection connection) throws UnmetException {
        try {
            HttpHead response = connection.readHead();
            peer.must(response == null || response.status() != 101, "it is accepted");
        } catch (IOException e) {
            peer.log().note("no answer: " + e.getMessage());
            peer.must(!(e instanceof SocketTimeoutException), "it is neither answered nor is the connection ended");
        }
    }

    private void large() {
        bounded("field-of-1-mib", "X-Large: " + "x".repeat(1 << 20));
        bounded("field-name-of-100-kib", "X-" + "x".repeat(100 << 10) + ": value");
        bounded("ten-thousand-fields", String.join("\r\n", Collections.nCopies(10_000, "X-Field: some value")));
        server(Severity.SHOULD, "large/target-of-1-mib", "RFC 9110 15.5.15", "A server bounds what it holds for a request.", peer -> {
            RequestHead request = opening(peer).request();
            boundedAnswer(peer, request.line("GET /" + "x".repeat(1 << 20) + " HTTP/1.1"));
        });
    }

    private void bounded(String id, String field) {
        server(Severity.SHOULD, "large/" + id, "RFC 6455 10.4, RFC 9110 15.5", "A server bounds what it holds for a request.",
                peer -> boundedAnswer(peer, opening(peer).request().with(field)));
    }

    private static void boundedAnswer(Peer peer, RequestHead request) throws UnmetException, IOException {
        try {
            HttpHead response = opening(peer).ask(request.text());
            peer.must(response == null || response.status() >= BAD_REQUEST, "the answer is " + (response == null ? "" : response.startLine()));
        } catch (SocketTimeoutException e) {
            throw new UnmetException("it is neither answered nor is the connection ended");
        } catch (IOException e) {
            peer.log().note("the connection ends: " + e.getMessage());
        }
    }

    private void subprotocols() {
        String rule = "The answer names one of the subprotocols that were asked for, or none.";
        for (String offer : new String[] {"unknown", "a, b, c", "chat,superchat", "x.y-z_1!", "v1.Strait, v2.Strait", "A, a"}) {
            server(Severity.MUST, "subprotocol/" + offer.replaceAll("[^A-Za-z0-9.]+", "_"), "RFC 6455 4.2.2", rule,
                    peer -> chosenFrom(peer, List.of(offer.split("\\s*,\\s*")), "Sec-WebSocket-Protocol: " + offer));
        }
        server(Severity.MUST, "subprotocol/in-two-fields", "RFC 6455 11.3.4", rule,
                peer -> chosenFrom(peer, List.of("one", "two"), "Sec-WebSocket-Protocol: one", "Sec-WebSocket-Protocol: two"));
        server(Severity.INFO, "subprotocol/empty", "RFC 6455 4.1", "The field is not to be empty; the server may refuse it.",
                peer -> chosenFrom(peer, List.of(), "Sec-WebSocket-Protocol:"));
        server(Severity.INFO, "subprotocol/twice", "RFC 6455 4.1", "A subprotocol is asked for once; the server may refuse.",
                peer -> chosenFrom(peer, List.of("a"), "Sec-WebSocket-Protocol: a, a"));
        server(Severity.INFO, "subprotocol/no-token", "RFC 6455 4.1", "A subprotocol is a token; the server may refuse others.",
                peer -> chosenFrom(peer, List.of("a b"), "Sec-WebSocket-Protocol: a b"));
    }

    private static void chosenFrom(Peer peer, List<String> offered, String... fields) throws UnmetException, IOException, InterruptedException {
        RequestHead request = opening(peer).request();
        for (String field : fields) {
            request = request.with(field);
        }
        HttpHead response = accepts(peer, request);
        String chosen = response.value("Sec-WebSocket-Protocol");
        peer.must(chosen == null || offered.contains(chosen), "the answer names " + chosen);
    }

    private void extensions() {
        for (String offer : new String[] {"unknown", "unknown; a=1; b", "unknown, other; x=\"y\"", "x-webkit-deflate-frame", "permessage-bzip2", "mux; max-channels=4",
            "unknown;a", "foo , bar"}) {
            server(Severity.MUST, "extension/" + offer.replaceAll("[^A-Za-z0-9.]+", "_"), "RFC 6455 4.2.2", "An extension that is not known is left out of the answer.",
                    peer -> {
                        HttpHead response = accepts(peer, opening(peer).request().with("Sec-WebSocket-Extensions: " + offer));
                        peer.must(response.value("Sec-WebSocket-Extensions") == null,
                                "the answer accepts " + response.value("Sec-WebSocket-Extensions"));
                    });
        }
        for (String offer : new String[] {"a b", ";a", "a;", "a;;b", "a; b=", "a; b=\"x", "a; =b", "a; b=\"\"", "a; b=\"x y\" z", "a; b=\"x y\"", "(a)", "a=1", "a; b==c"}) {
            server(Severity.SHOULD, "extension/malformed-" + offer.replaceAll("[^A-Za-z0-9.]+", "_") + "-" + Integer.toHexString(offer.hashCode()),
                    "RFC 6455 9.1", "An offer that breaks the grammar fails the handshake; at the least it is not accepted.", peer -> {
                        HttpHead response = opening(peer).ask(opening(peer).request().with("Sec-WebSocket-Extensions: " + offer).text());
                        peer.must(response == null || response.value("Sec-WebSocket-Extensions") == null, "the offer is accepted");
                    });
        }
        accepted(Severity.MUST, "extension/hundred-unknown", "RFC 6455 9.1", "Offers may be many.", request -> {
            StringBuilder offers = new StringBuilder("Sec-WebSocket-Extensions: x0");
            for (int i = 1; i < 100; i++) {
                offers.append(", x").append(i).append("; p=").append(i);
            }
            return request.with(offers.toString());
        });
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
                throw new UnmetException("the server ends a connection after a request that it has not understood to be its last");
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
