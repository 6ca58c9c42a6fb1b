package dev.bosphorus.container.blocking;

import dev.bosphorus.container.http.ContentSource;
import dev.bosphorus.container.protocol.handshake.BadHeadException;
import dev.bosphorus.container.protocol.handshake.HttpHead;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import dev.bosphorus.container.protocol.handshake.ProxyTunnel;
import dev.bosphorus.container.protocol.handshake.ResponseBody;
import dev.bosphorus.container.runtime.Connector;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.container.transport.TransportListener;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ThreadFactory;

/** One connection to a server, from the name to the end, on a thread of its own. */
final class BlockingDial implements Runnable, Connector.Pending {

    private final Connector.Route route;
    private final Connector.Opening opening;
    private final BufferPool pool;
    private final Thread thread;

    /** What {@link #cancel} closes; belongs to the lock on this object. {@code null} while there is nothing to close. */
    private SocketChannel channel;
    /** Belongs to the lock on this object. */
    private boolean cancelled;

    // The following belong to the thread.

    private Wire wire;
    private BlockingTransport transport;
    /** Bytes read and not yet taken. */
    private ByteBuffer input = ByteBuffer.allocate(0);

    BlockingDial(Connector.Route route, Connector.Opening opening, BufferPool pool, ThreadFactory threads) {
        this.route = route;
        this.opening = opening;
        this.pool = pool;
        this.thread = threads.newThread(this);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        try {
            TransportListener session = open();
            if (session != null) {
                transport.run(session, new byte[0], rest());
            }
        } finally {
            if (wire != null) {
                wire.release();
                wire.close();
            }
        }
    }

    /** @return who goes on; {@code null} where nobody does, and that has been told */
    private TransportListener open() {
        try {
            SocketChannel connected = connect();
            wire = new PlainWire(connected, pool);
            if (route.tunnel() != null && !tunnel(route.tunnel())) {
                ResponseHead refusal = route.tunnel().refusal();
                opening.refused(route.tunnel(), refusal == null ? new byte[0] : body(refusal));
                return null;
            }
            if (route.tls() != null) {
                wire.release();
                wire = new TlsWire(connected, route.tls(), pool);
                wire.handshake();
            }
            wire.write(ContentSource.of(route.request()));
            ResponseHead answer = answer();
            SessionStart start = opening.answered(answer);
            if (start == null) {
                opening.refused(answer, body(answer));
                return null;
            }
            uncancellable();
            transport = new BlockingTransport(wire, thread);
            return start.begin(transport);
        } catch (Throwable e) {
            // Of the application's code, it may be anything.
            opening.failed(e);
            return null;
        }
    }

    // ---- TCP -----------------------------------------------------------------------------------------------------

    /** Tries the addresses of the host in turn. */
    private SocketChannel connect() throws IOException {
        IOException failure = null;
        for (InetAddress address : InetAddress.getAllByName(route.host())) {
            SocketChannel candidate = cancellable(SocketChannel.open());
            try {
                candidate.connect(new InetSocketAddress(address, route.port()));
                candidate.setOption(StandardSocketOptions.TCP_NODELAY, true);
                return candidate;
            } catch (IOException e) {
                candidate.close();
                failure = e;
            }
        }
        throw failure;
    }

    private synchronized SocketChannel cancellable(SocketChannel opened) throws IOException {
        if (cancelled) {
            opened.close();
            throw new ClosedChannelException();
        }
        channel = opened;
        return opened;
    }

    private synchronized void uncancellable() {
        channel = null;
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is closed nevertheless.
            }
        }
    }

    // ---- HTTP ----------------------------------------------------------------------------------------------------

    /** @return whether the tunnel is open */
    private boolean tunnel(ProxyTunnel tunnel) throws IOException {
        while (tunnel.state() == ProxyTunnel.State.OPENING) {
            byte[] output = tunnel.takeOutput();
            if (output.length > 0) {
                wire.write(ContentSource.of(output));
            }
            read();
            tunnel.feed(input);
        }
        boolean isOpen = tunnel.state() == ProxyTunnel.State.OPEN;
        if (isOpen && input.hasRemaining()) {
            throw new IOException("the proxy sent more than its answer");
        }
        return isOpen;
    }

    /** The final answer: interim ones are passed over (RFC 9110, 15.2). */
    private ResponseHead answer() throws IOException, BadHeadException {
        while (true) {
            HttpHead head = new HttpHead(route.limits());
            while (!head.feed(input)) {
                read();
            }
            ResponseHead answer = head.response();
            if (answer.isFinal()) {
                return answer;
            }
        }
    }

    private void read() throws IOException {
        input = wire.read();
        if (input == null) {
            throw new EOFException("the connection ended before the answer to the opening handshake");
        }
    }

    private byte[] body(ResponseHead answer) {
        ResponseBody body = new ResponseBody(answer, Connector.MAX_BODY_BYTES);
        try {
            while (!body.feed(input)) {
                input = wire.read();
                if (input == null) {
                    break;
                }
            }
        } catch (IOException e) {
            // A body that breaks off is still good to read.
        }
        return body.bytes();
    }

    /** A copy of the bytes that followed the head, or {@code null} where none have come yet. */
    private ByteBuffer rest() {
        return input.hasRemaining() ? ByteBuffer.allocate(input.remaining()).put(input).flip() : null;
    }
}
