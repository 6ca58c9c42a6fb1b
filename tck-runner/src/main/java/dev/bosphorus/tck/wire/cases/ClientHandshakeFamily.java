package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.HttpHead;
import dev.bosphorus.tck.wire.peer.OpeningAsServer;
import dev.bosphorus.tck.wire.peer.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The opening handshake of a client (RFC 6455, 4.1). */
final class ClientHandshakeFamily extends Family {

    private static final int KEY_BYTES = 16;

    ClientHandshakeFamily() {
        super("client-handshake");
        request();
        accepted();
        refused();
        cuts();
    }

    private void client(Severity severity, String id, String reference, String requirement, Script script) {
        add(severity, id, reference, requirement, EnumSet.of(Subject.CLIENT), script);
    }

    private static OpeningAsServer opening(Peer peer) {
        return (OpeningAsServer) peer.opening();
    }

    private void request() {
        asked("method-and-version", "A handshake is a GET of HTTP/1.1.", "RFC 6455 4.1, 1 and 2",
                head -> head.startLine().matches("GET \\S+ HTTP/1\\.1"));
        asked("target", "The target is the path and the query of the URI, as they are.", "RFC 6455 4.1, 3",
                head -> head.startLine().matches("GET /case/\\d+(\\?\\S*)? HTTP/1\\.1"));
        asked("host", "There is one Host, with the port.", "RFC 6455 4.1, 4",
                head -> head.values("Host").size() == 1 && head.value("Host").matches("\\S+:\\d+"));
        asked("upgrade", "Upgrade says \"websocket\".", "RFC 6455 4.1, 5",
                head -> head.values("Upgrade").size() == 1 && head.has("Upgrade", "websocket"));
        asked("connection", "Connection says \"Upgrade\".", "RFC 6455 4.1, 6", head -> head.has("Connection", "upgrade"));
        asked("key", "There is one key of 16 bytes.", "RFC 6455 4.1, 7", head -> head.values("Sec-WebSocket-Key").size() == 1
                && head.value("Sec-WebSocket-Key").matches("[A-Za-z0-9+/]{22}==")
                && Base64.getDecoder().decode(head.value("Sec-WebSocket-Key")).length == KEY_BYTES);
        asked("key-is-no-constant", "The key is random.", "RFC 6455 4.1, 7",
                head -> !head.value("Sec-WebSocket-Key").equals("dGhlIHNhbXBsZSBub25jZQ==")
                        && !head.value("Sec-WebSocket-Key").equals("AAAAAAAAAAAAAAAAAAAAAA=="));
        asked("version", "The version is 13.", "RFC 6455 4.1, 9",
                head -> head.values("Sec-WebSocket-Version").size() == 1 && head.value("Sec-WebSocket-Version").equals("13"));
        asked("no-body", "A handshake has no body.", "RFC 6455 4.1",
                head -> head.value("Transfer-Encoding") == null && (head.value("Content-Length") == null || head.value("Content-Length").equals("0")));
    }

    private void asked(String id, String requirement, String reference, Predicate<HttpHead> lawful) {
        client(Severity.MUST, "request/" + id, reference, requirement, peer -> {
            HttpHead head = opening(peer).request();
            peer.must(lawful.test(head), "the request is: " + head.text().replace("\r\n", " | "));
            peer.open();
            peer.echo(OutFrame.text("open"));
        });
    }

    private void accepted() {
        accept(Severity.MUST, "plain", "A lawful answer opens the connection.", answer -> answer);
        accept(Severity.MUST, "names-in-lower-case", "Names of fields are told in any case.", answer -> answer.replace("Upgrade:", "upgrade:")
                .replace("Connection:", "connection:").replace("Sec-WebSocket-Accept:", "sec-websocket-accept:"));
        accept(Severity.MUST, "names-in-upper-case", "Names of fields are told in any case.", answer -> answer.replace("Upgrade:", "UPGRADE:")
                .replace("Connection:", "CONNECTION:").replace("Sec-WebSocket-Accept:", "SEC-WEBSOCKET-ACCEPT:"));
        accept(Severity.MUST, "upgrade-in-other-case", "\"websocket\" is told in any case.", answer -> answer.replace("websocket", "WebSocket"));
        accept(Severity.MUST, "connection-in-other-case", "\"Upgrade\" is told in any case.",
                answer -> answer.replace("Connection: Upgrade", "Connection: uPGRADE"));
        accept(Severity.MUST, "connection-list", "Connection is a list.",
                answer -> answer.replace("Connection: Upgrade", "Connection: keep-alive, Upgrade"));
        accept(Severity.MUST, "other-fields", "Fields that are not known are ignored.",
                answer -> answer + "Server: x\r\nSet-Cookie: a=1\r\nX-Empty:\r\nDate: Sat, 21 Nov 2026 00:00:00 GMT\r\n");
        accept(Severity.MUST, "other-reason", "The words after the status mean nothing.", answer -> answer.replace("Switching Protocols", "Ferry"));
        accept(Severity.MUST, "no-reason", "The words after the status may be missing (RFC 9112, 4).",
                answer -> answer.replace(" Switching Protocols", " "));
        accept(Severity.MUST, "no-space-after-colon", "White space around a value is optional.", answer -> answer.replace(": ", ":"));
        accept(Severity.MUST, "much-space-around-values", "White space around a value is optional.",
                answer -> answer.replace(": ", ": \t ").replace("\r\n", " \t\r\n").replaceFirst(" \t\r\n", "\r\n"));
        accept(Severity.MUST, "fifty-fields", "Proxies add fields.", answer -> {
            StringBuilder more = new StringBuilder(answer);
            for (int i = 0; i < 50; i++) {
                more.append("X-Hop-").append(i).append(": value\r\n");
            }
            return more.toString();
        });
        accept(Severity.SHOULD, "after-103", "A client passes over informational answers (RFC 9110, 15.2).",
                answer -> "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + answer);
    }

    private void accept(Severity severity, String id, String requirement, UnaryOperator<String> change) {
        client(severity, "accept/" + id, "RFC 6455 4.1", requirement, peer -> {
            opening(peer).respond(change.apply(opening(peer).accepting()) + "\r\n");
            peer.start(opening(peer).connection(), null);
            peer.echo(OutFrame.text("open"));
        });
    }

    private void refused() {
        refuse("accept-missing", "The answer has Sec-WebSocket-Accept.", answer -> answer.replaceFirst("Sec-WebSocket-Accept: .*\r\n", ""));
        refuse("accept-empty", "Sec-WebSocket-Accept is of the key.",
                answer -> answer.replaceFirst("Sec-WebSocket-Accept: .*\r\n", "Sec-WebSocket-Accept:\r\n"));
        refuse("accept-of-another-key", "Sec-WebSocket-Accept is of the key.",
                answer -> answer.replaceFirst("Sec-WebSocket-Accept: .*\r\n", "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
        refuse("accept-in-other-case", "Sec-WebSocket-Accept is told byte by byte.", answer -> {
            int at = answer.indexOf("Accept: ") + "Accept: ".length();
            return answer.substring(0, at) + swapCase(answer.substring(at));
        });
        refuse(Severity.SHOULD, "accept-twice", "There is one Sec-WebSocket-Accept (11.3.3).", answer -> answer + "Sec-WebSocket-Accept: other\r\n");
        refuse("upgrade-missing", "The answer has Upgrade.", answer -> answer.replace("Upgrade: websocket\r\n", ""));
        refuse("upgrade-other", "Upgrade says \"websocket\".", answer -> answer.replace("websocket", "h2c"));
        refuse("connection-missing", "The answer has Connection.", answer -> answer.replace("Connection: Upgrade\r\n", ""));
        refuse("connection-other", "Connection says \"Upgrade\".", answer -> answer.replace("Connection: Upgrade", "Connection: close"));
        for (int status : new int[] {200, 201, 204, 304, 400, 403, 404, 426, 500, 503}) {
            refuse("status-" + status, "Only 101 opens the connection.", answer -> answer.replace("101 Switching Protocols", status + " No")
                    .replace("Connection: Upgrade", "Connection: close") + "Content-Length: 0\r\n");
        }
        refuse(Severity.SHOULD, "status-line-without-version", "An answer is HTTP.", answer -> answer.replace("HTTP/1.1 101", "101"));
        refuse(Severity.SHOULD, "status-line-is-no-http", "An answer is HTTP.", answer -> answer.replace("HTTP/1.1", "FERRY/1.1"));
        refuse(Severity.SHOULD, "status-is-no-number", "A status has three digits.", answer -> answer.replace("101", "1x1"));
        refuse(Severity.SHOULD, "status-of-four-digits", "A status has three digits.", answer -> answer.replace(" 101 ", " 1010 "));
        refuse("extension-not-offered", "An extension that was not offered fails the connection.",
                answer -> answer + "Sec-WebSocket-Extensions: ferry\r\n");
        refuse("extension-with-unknown-parameter", "A parameter that is not known fails the connection (RFC 7692, 7.1).",
                answer -> answer + "Sec-WebSocket-Extensions: permessage-deflate; ferry=1\r\n");
        refuse("extension-with-window-of-7", "A window has 8 to 15 bits (RFC 7692, 7.1.2.1).",
                answer -> answer + "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=7\r\n");
        refuse("extension-with-window-of-16", "A window has 8 to 15 bits (RFC 7692, 7.1.2.1).",
                answer -> answer + "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=16\r\n");
        refuse("extension-with-doubled-parameter", "A parameter comes once (RFC 7692, 7.1).",
                answer -> answer + "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; server_no_context_takeover\r\n");
        refuse("extension-twice", "One extension is accepted once (RFC 7692, 5.1).",
                answer -> answer + "Sec-WebSocket-Extensions: permessage-deflate, permessage-deflate\r\n");
        refuse("subprotocol-not-asked-for", "A subprotocol that was not asked for fails the connection.",
                answer -> answer + "Sec-WebSocket-Protocol: ferry\r\n");
        refuse(Severity.SHOULD, "field-without-colon", "A field has a colon (RFC 9112, 5).", answer -> answer + "there is none\r\n");
        refuse(Severity.SHOULD, "space-before-colon", "There is no space before a colon (RFC 9112, 5.1).", answer -> answer.replace("Upgrade:", "Upgrade :"));
        refuse(Severity.INFO, "nul-in-value", "A value with a NUL is refused, or the NUL is taken as a space (RFC 9110, 5.5).", answer -> answer + "X-Field: a\0b\r\n");
    }

    private static String swapCase(String text) {
        StringBuilder swapped = new StringBuilder();
        text.chars().forEach(c -> swapped.append((char) (Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c))));
        return swapped.toString();
    }

    /** A client that takes the answer for good would echo; one that does not ends TCP. */
    private void refuse(String id, String requirement, UnaryOperator<String> change) {
        refuse(Severity.MUST, id, requirement, change);
    }

    private void refuse(Severity severity, String id, String requirement, UnaryOperator<String> change) {
        client(severity, "refuse/" + id, "RFC 6455 4.1", requirement, peer -> {
            opening(peer).respond(change.apply(opening(peer).accepting()) + "\r\n");
            peer.start(opening(peer).connection(), null);
            peer.send(OutFrame.text("not open"));
            peer.expectAnyEnd();
        });
    }

    private void cuts() {
        for (int chunk : new int[] {1, 2, 3, 7, 50}) {
            client(Severity.MUST, "cut/every-" + chunk + "-bytes", "RFC 6455 4.1", "TCP may cut an answer anywhere.", peer -> {
                byte[] head = (opening(peer).accepting() + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
                for (int at = 0; at < head.length; at += chunk) {
                    opening(peer).connection().write(Arrays.copyOfRange(head, at, Math.min(head.length, at + chunk)), "head");
                }
                peer.start(opening(peer).connection(), null);
                peer.echo(OutFrame.text("open"));
            });
        }
        client(Severity.MUST, "cut/frames-with-the-head", "RFC 6455 4.2.2", "A server may send as soon as it has answered.", peer -> {
            byte[] frames = Payloads.concat(OutFrame.text("early").bytes(Subject.CLIENT), OutFrame.ping((byte) 1).bytes(Subject.CLIENT));
            opening(peer).connection().write(Payloads.concat(Payloads.utf8(opening(peer).accepting() + "\r\n"), frames), "head and frames");
            peer.start(opening(peer).connection(), null);
            peer.expectText("early");
            peer.expectLastPong((byte) 1);
        });
        client(Severity.MUST, "cut/much-with-the-head", "RFC 6455 4.2.2", "A server may send as soon as it has answered.", peer -> {
            OutFrame large = OutFrame.binary(Payloads.binary(100_000));
            opening(peer).connection().write(Payloads.concat(Payloads.utf8(opening(peer).accepting() + "\r\n"), large.bytes(Subject.CLIENT)), "head and frame");
            peer.start(opening(peer).connection(), null);
            peer.expectEcho(large);
        });
        client(Severity.MUST, "cut/end-within-head", "RFC 6455 4.1", "An answer that does not end opens nothing.", peer -> {
            opening(peer).respond(opening(peer).accepting());
            opening(peer).connection().endOutput();
            peer.start(opening(peer).connection(), null);
            peer.expectAnyEnd();
        });
        client(Severity.SHOULD, "large/field-of-1-mib", "RFC 6455 10.4", "A client bounds what it holds for an answer.", peer -> {
            opening(peer).respond(opening(peer).accepting() + "X-Large: " + "x".repeat(1 << 20) + "\r\n\r\n");
            peer.start(opening(peer).connection(), null);
            peer.send(OutFrame.text("not open"));
            peer.expectAnyEnd();
        });
    }
}
