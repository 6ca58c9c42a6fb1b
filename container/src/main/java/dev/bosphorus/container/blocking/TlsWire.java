package dev.bosphorus.container.blocking;

import dev.bosphorus.container.blocking.BufferPool.Loan;
import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.transport.Transport;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A TLS connection. Unwrapping belongs to the reader, wrapping to whoever holds the output lock; the engine allows both at
 * the same time.
 */
final class TlsWire extends SocketOutput {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    /** What an idle connection holds. */
    private static final int IDLE_BYTES = 512;

    private final SSLEngine engine;
    private final ReentrantLock output = new ReentrantLock();

    // The following belong to the reader.

    /** Encrypted bytes, from position to limit; of {@link #IDLE_BYTES} while there is no larger record under way. */
    private ByteBuffer encrypted = ByteBuffer.allocate(IDLE_BYTES).flip();
    /** Where decrypted bytes go; {@code null} while there are none. */
    private Loan decrypted;

    TlsWire(SocketChannel channel, SSLEngine engine, BufferPool pool) {
        super(channel, pool);
        this.engine = engine;
    }

    @Override
    public void handshake() throws IOException {
        try {
            negotiate();
        } catch (SSLException e) {
            // The engine has an alert for the peer that says why.
            wrapNothing();
            throw e;
        } finally {
            release();
        }
    }

    private void negotiate() throws IOException {
        engine.beginHandshake();
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            switch (status) {
                case NEED_WRAP -> wrapNothing();
                case NEED_TASK -> runTasks();
                default -> unwrapForHandshake();
            }
            status = engine.getHandshakeStatus();
        }
    }

    private void unwrapForHandshake() throws IOException {
        ByteBuffer out = decryptedBuffer();
        SSLEngineResult result = engine.unwrap(encrypted, out);
        switch (result.getStatus()) {
            case BUFFER_UNDERFLOW -> {
                if (!fill()) {
                    throw new EOFException("the peer ended the TLS handshake");
                }
            }
            case CLOSED -> throw new SSLException("the peer refused the TLS handshake");
            case BUFFER_OVERFLOW -> throw new SSLException("a TLS record is too large");
            default -> {
                if (out.position() > 0) {
                    throw new SSLException("there are application data before the end of the TLS handshake");
                }
            }
        }
    }

    @Override
    public PeerInfo peer() throws IOException {
        return PeerInfo.of(channel.getLocalAddress(), channel.getRemoteAddress(), engine.getSession());
    }

    @Override
    public ByteBuffer read() throws IOException {
        if (decrypted != null) {
            decrypted.buffer.clear();
        }
        while (true) {
            boolean full = encrypted.hasRemaining() && unwrapAll();
            if (decrypted != null && decrypted.buffer.position() > 0) {
                return decrypted.buffer.flip();
            }
            if (full || engine.isInboundDone()) {
                return null;
            }
            release();
            if (!fill()) {
                // RFC 8446, 6.1 wants a close_notify first. WebSocket has its own Close, so nothing is taken for complete here.
                return null;
            }
        }
    }

    /** Decrypts all complete records that there is room for. @return whether the peer has ended its direction */
    private boolean unwrapAll() throws IOException {
        ByteBuffer out = decryptedBuffer();
        while (encrypted.hasRemaining()) {
            SSLEngineResult result = engine.unwrap(encrypted, out);
            switch (result.getHandshakeStatus()) {
                case NEED_TASK -> runLateTasks();
                // An answer to KeyUpdate. A writer who is at it takes it along.
                case NEED_WRAP -> wrapNothingUnlessWriting();
                default -> { }
            }
            switch (result.getStatus()) {
                case CLOSED -> {
                    return true;
                }
                case BUFFER_UNDERFLOW -> {
                    return false;
                }
                case BUFFER_OVERFLOW -> {
                    if (out.position() == 0) {
                        throw new SSLException("a TLS record is too large");
                    }
                    return false;
                }
                default -> { }
            }
        }
        return false;
    }

    private ByteBuffer decryptedBuffer() {
        if (decrypted == null) {
            decrypted = pool.take();
        }
        return decrypted.buffer;
    }

    /** Waits for more encrypted bytes. @return {@code false} at the end of the stream */
    private boolean fill() throws IOException {
        if (!encrypted.hasRemaining()) {
            if (encrypted.capacity() > IDLE_BYTES) {
                encrypted = ByteBuffer.allocate(IDLE_BYTES);
            }
            encrypted.clear();
        } else if (encrypted.remaining() == encrypted.capacity()) {
            int size = Math.max(engine.getSession().getPacketBufferSize(), 2 * encrypted.capacity());
            encrypted = ByteBuffer.allocate(size).put(encrypted);
        } else {
            encrypted.compact();
        }
        try {
            return channel.read(encrypted) >= 0;
        } finally {
            encrypted.flip();
        }
    }

    @Override
    public void release() {
        if (decrypted != null) {
            pool.give(decrypted);
            decrypted = null;
        }
    }

    @Override
    public void write(Transport.Source source) throws IOException {
        Loan plain = pool.take();
        output.lock();
        try {
            boolean done;
            do {
                plain.buffer.clear();
                done = source.drainTo(plain.buffer);
                plain.buffer.flip();
                wrap(plain.buffer);
            } while (!done);
        } finally {
            output.unlock();
            pool.give(plain);
        }
    }

    private void wrapNothing() throws IOException {
        output.lock();
        try {
            wrap(NOTHING);
        } finally {
            output.unlock();
        }
    }

    private void wrapNothingUnlessWriting() throws IOException {
        if (output.tryLock()) {
            try {
                wrap(NOTHING);
            } finally {
                output.unlock();
            }
        }
    }

    /** Encrypts and writes all of the buffer, several records at a time; under the output lock. */
    private void wrap(ByteBuffer plain) throws IOException {
        Loan out = pool.take();
        try {
            boolean more;
            do {
                SSLEngineResult result = engine.wrap(plain, out.buffer);
                boolean full = result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW;
                if (full && out.buffer.position() == 0) {
                    throw new SSLException("a TLS record is too large");
                } else if (result.getStatus() == SSLEngineResult.Status.CLOSED && plain.hasRemaining()) {
                    throw new SSLException("our direction has ended");
                }
                more = plain.hasRemaining();
                if (!more || full) {
                    out.buffer.flip();
                    channel.write(out.buffer);
                    while (out.buffer.hasRemaining()) {
                        out = pool.spare(out);
                        writeMore(out.buffer);
                    }
                    out.buffer.clear();
                }
                more |= full;
            } while (more);
        } finally {
            pool.give(out);
        }
    }

    /** What the peer may want to change later. A new handshake is not among it: it would cost us far more than the peer. */
    private void runLateTasks() throws SSLException {
        if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("TLS is not renegotiated");
        }
        runTasks();
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        output.lock();
        try {
            engine.closeOutbound();
            wrap(NOTHING);
        } finally {
            output.unlock();
        }
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed nevertheless.
        }
    }
}
