package dev.bosphorus.container.blocking;

import dev.bosphorus.container.http.Admission.Verdict;
import dev.bosphorus.container.http.Answer;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** One accepted connection, from its first byte to its end, on a thread of its own. */
final class BlockingConnection implements Runnable {

    private static final Logger LOG = System.getLogger(BlockingConnection.class.getName());

    private final BlockingServer server;
    private final SocketChannel channel;
    private final Verdict verdict;
    private final Wire wire;
    private final Thread thread;

    /** @param verdict whether it is served or told that there are too many */
    BlockingConnection(BlockingServer server, SocketChannel channel, Verdict verdict) {
        this.server = server;
        this.channel = channel;
        this.verdict = verdict;
        this.wire = server.settings().tls() == null
                ? new PlainWire(channel, server.pool())
                : new TlsWire(channel, server.settings().tls().engine(), server.pool());
        this.thread = server.threads().newThread(this);
    }

    Thread thread() {
        return thread;
    }

    /** Ends the connection at once, whatever it is doing. */
    void cut() {
        wire.close();
    }

    @Override
    public void run() {
        try {
            BlockingHttp http = new BlockingHttp(wire, server.settings(), server.responder(), server.timer());
            Answer.Upgrade upgrade = http.converse(verdict);
            if (upgrade != null) {
                serve(upgrade, http.rest());
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(Level.DEBUG, "a connection ended early", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a connection failed", e);
        } finally {
            wire.release();
            wire.close();
            server.gone(this);
        }
    }

    private void serve(Answer.Upgrade upgrade, ByteBuffer first) {
        BlockingTransport transport = new BlockingTransport(wire, thread);
        TransportListener listener = upgrade.start().begin(transport);
        transport.run(listener, upgrade.response().toBytes(), first);
    }
}
