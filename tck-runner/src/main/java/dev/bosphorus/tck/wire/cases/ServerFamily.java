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
import java.util.EnumSet;
import java.util.function.UnaryOperator;

/** Cases of a server's opening handshake: what it accepts, and what it refuses. */
abstract class ServerFamily extends Family {

    ServerFamily() {
        super("server-handshake");
    }

    final void server(Severity severity, String id, String reference, String requirement, Script script) {
        add(severity, id, reference, requirement, EnumSet.of(Subject.SERVER), script);
    }

    static OpeningAsClient opening(Peer peer) {
        return (OpeningAsClient) peer.opening();
    }

    final void accepted(Severity severity, String id, String reference, String requirement, UnaryOperator<RequestHead> change) {
        server(severity, id, reference, requirement, peer -> {
            RequestHead request = change.apply(opening(peer).request());
            accepts(peer, request);
        });
    }

    static HttpHead accepts(Peer peer, RequestHead request) throws UnmetException, IOException, InterruptedException {
        HttpHead response = opening(peer).ask(request.text());
        opening(peer).checkAccepted(response, request);
        peer.start(opening(peer).connection(), null);
        peer.echo(OutFrame.text("open"));
        return response;
    }

    final void refused(Severity severity, String id, String reference, String requirement, UnaryOperator<RequestHead> change) {
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
    static void refuses(Peer peer, HttpHead response) throws UnmetException {
        if (response == null) {
            peer.should(false, "the connection ends without an answer (RFC 9110, 15.5)");
            return;
        }
        peer.must(response.status() != 101, "the request is accepted");
        peer.must(response.status() >= 200, "the answer is no final one: " + response.startLine());
        peer.must(response.value("Sec-WebSocket-Accept") == null, "the answer has Sec-WebSocket-Accept, though it does not accept");
    }

    static void endsOrRefuses(Peer peer, Connection connection) throws UnmetException {
        try {
            HttpHead response = connection.readHead();
            peer.must(response == null || response.status() != 101, "it is accepted");
        } catch (IOException e) {
            peer.log().note("no answer: " + e.getMessage());
            peer.should(!(e instanceof SocketTimeoutException), "it is neither answered nor is the connection ended");
        }
    }
}
