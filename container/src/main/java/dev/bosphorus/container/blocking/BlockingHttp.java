package dev.bosphorus.container.blocking;

import dev.bosphorus.container.http.Admission.Verdict;
import dev.bosphorus.container.http.Answer;
import dev.bosphorus.container.http.ContentSource;
import dev.bosphorus.container.http.HttpResponder;
import dev.bosphorus.container.http.ServerSettings;
import dev.bosphorus.container.protocol.handshake.BadHeadException;
import dev.bosphorus.container.protocol.handshake.HttpHead;
import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/** The time of a connection before it becomes a WebSocket: TLS, then requests one after the other. One thread. */
final class BlockingHttp {

    /** How long a peer may take to notice that the connection ends. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final Wire wire;
    private final ServerSettings settings;
    private final HttpResponder responder;
    private final Timer timer;
    /** Cuts the connection when the step under way takes too long; {@code null} while there is no limit. */
    private Timer.Handle deadline;
    /** Bytes read and not yet taken. */
    private ByteBuffer input = ByteBuffer.allocate(0);

    BlockingHttp(Wire wire, ServerSettings settings, HttpResponder responder, Timer timer) {
        this.wire = wire;
        this.settings = settings;
        this.responder = responder;
        this.timer = timer;
    }

    /** Answers requests until one is to be upgraded. @return its answer, or {@code null} when the connection is over */
    Answer.Upgrade converse(Verdict verdict) throws IOException {
        try {
            limit(settings.headTimeout());
            wire.handshake();
            PeerInfo peer = wire.peer();
            while (true) {
                Answer answer = next(verdict, peer);
                if (answer == null) {
                    return null;
                } else if (answer instanceof Answer.Upgrade upgrade) {
                    return upgrade;
                }
                Answer.Reply reply = (Answer.Reply) answer;
                send(reply);
                if (reply.close()) {
                    linger();
                    return null;
                }
                limit(settings.keepAliveTimeout());
            }
        } finally {
            unlimit();
        }
    }

    /** A copy of the bytes that followed the last head, or {@code null} where none have come yet. */
    ByteBuffer rest() {
        return input.hasRemaining() ? ByteBuffer.allocate(input.remaining()).put(input).flip() : null;
    }

    private Answer next(Verdict verdict, PeerInfo peer) throws IOException {
        HttpHead head = new HttpHead(settings.limits());
        try {
            while (!head.feed(input)) {
                input = wire.read();
                if (input == null) {
                    return null;
                }
            }
            // The application may take its time.
            unlimit();
            return verdict == Verdict.REFUSE ? responder.tooManyConnections() : responder.answer(head.request(), peer);
        } catch (BadHeadException e) {
            return responder.answer(e);
        }
    }

    private void send(Answer.Reply reply) throws IOException {
        limit(settings.keepAliveTimeout());
        try (ContentSource content = ContentSource.of(reply)) {
            wire.write(new Transport.Source() {
                @Override
                public long remaining() {
                    return content.remaining();
                }

                @Override
                public boolean drainTo(ByteBuffer out) {
                    // Each piece has its own time: a file of any size may be fetched, but not at any pace.
                    limit(settings.keepAliveTimeout());
                    return content.drainTo(out);
                }
            });
        }
    }

    /** Ends our direction and waits for the peer's end: closing with input unread would take the answer back (RFC 9112, 9.6). */
    private void linger() throws IOException {
        limit(LINGER);
        wire.shutdownOutput();
        ByteBuffer ignored = wire.read();
        while (ignored != null) {
            ignored = wire.read();
        }
    }

    private void limit(Duration time) {
        unlimit();
        deadline = timer.schedule(wire::close, time.toNanos());
    }

    private void unlimit() {
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
