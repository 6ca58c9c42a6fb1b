package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.Connection;
import dev.bosphorus.tck.wire.peer.HttpHead;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.RequestHead;
import dev.bosphorus.tck.wire.peer.UnmetException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Collections;
import java.util.List;

/** Requests that are no lawful HTTP, or large, and what they ask for (RFC 6455, 4.2 and 9.1; RFC 9112). */
final class ServerRequestFamily extends ServerFamily {

    private static final int BAD_REQUEST = 400;

    ServerRequestFamily() {
        malformed();
        large();
        subprotocols();
        extensions();
    }

    private void malformed() {
        raw(Severity.MUST, "space-before-colon", "RFC 9112 5.1", "There is no space between a field's name and the colon.", "X-Field : value");
        raw(Severity.SHOULD, "no-colon", "RFC 9112 5", "A field has a colon.", "there is no colon");
        raw(Severity.SHOULD, "no-name", "RFC 9112 5", "A field has a name.", ": value");
        raw(Severity.INFO, "folded", "RFC 9112 5.2", "A line that continues another is refused, or taken as a space.", "X-Field: a", " b: c");
        raw(Severity.INFO, "nul-in-value", "RFC 9110 5.5", "A NUL in a value is refused, or taken as a space.", "X-Field: a\0b");
        raw(Severity.INFO, "cr-in-value", "RFC 9112 2.2", "A CR without an LF is refused, or taken as a space.", "X-Field: a\rb");
        raw(Severity.SHOULD, "separator-in-name", "RFC 9110 5.1", "A field's name is a token.", "X(Field): value");
        raw(Severity.SHOULD, "space-in-name", "RFC 9110 5.1", "A field's name is a token.", "X Field: value");
        raw(Severity.SHOULD, "control-in-name", "RFC 9110 5.1", "A field's name is a token.", "X\u0001Field: value");
        raw(Severity.SHOULD, "beyond-ascii-in-name", "RFC 9110 5.1", "A field's name is a token.", "X\u00fcField: value");
        raw(Severity.MUST, "length-is-no-number", "RFC 9110 8.6", "Content-Length is a number.", "Content-Length: many");
        raw(Severity.MUST, "length-is-negative", "RFC 9110 8.6", "Content-Length is a number.", "Content-Length: -1");
        raw(Severity.MUST, "two-lengths", "RFC 9110 8.6", "There is one Content-Length.", "Content-Length: 1", "Content-Length: 2");
        raw(Severity.INFO, "length-and-chunked", "RFC 9112 6.1", "A request with two kinds of length may be smuggled, and refused.", "Content-Length: 3",
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
        refused(severity, "malformed/" + id, reference, requirement, request -> {
            RequestHead more = request;
            for (String field : fields) {
                more = more.with(field);
            }
            return more;
        });
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
}
