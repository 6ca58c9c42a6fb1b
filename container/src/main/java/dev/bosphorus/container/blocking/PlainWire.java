package dev.bosphorus.container.blocking;

import dev.bosphorus.container.blocking.BufferPool.Loan;
import dev.bosphorus.container.runtime.PeerInfo;
import dev.bosphorus.container.transport.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A TCP connection. */
final class PlainWire extends SocketOutput {

    /** What it holds until the first {@link #release}: enough for most heads of handshakes. */
    private static final int HEAD_BYTES = 1024;
    /** What an idle connection holds: enough for what keeps it alive, and for most messages that people type. */
    private static final int IDLE_BYTES = 128;
    /** What it holds where larger messages keep coming, so that one call reads one message. */
    private static final int BUSY_BYTES = 512;
    /** The same where they are larger than that, and not too many other connections hold so much. */
    private static final int LARGE_BYTES = 4096;
    /** With so many reads that did not fit it holds more. */
    private static final int LARGE_READS = 2;
    /** After so many in a row that would have fitted into less it holds less again. */
    private static final int SMALL_READS = 16;

    private final Closeable end;

    // The following belong to the reader.

    /** Whether it has never been released: what comes is the head of a handshake. */
    private boolean atHead = true;
    /** What it waits with; {@code null} until the next read creates it. */
    private ByteBuffer idle;
    /** How many reads have not fitted. */
    private int largeReads;
    /** How many in a row would have fitted into less. */
    private int smallReads;
    /** A large buffer while input is plentiful, else {@code null}. */
    private Loan loan;
    /** Tells how much there is to read; created when it is first asked. */
    private InputStream gauge;

    PlainWire(SocketChannel channel, BufferPool pool) {
        this(channel, pool, channel);
    }

    /** @param end closes the channel, once or more often */
    PlainWire(SocketChannel channel, BufferPool pool, Closeable end) {
        super(channel, pool);
        this.end = end;
    }

    @Override
    public void handshake() {
        // TCP has had its own.
    }

    @Override
    public PeerInfo peer() throws IOException {
        return PeerInfo.of(channel.getLocalAddress(), channel.getRemoteAddress(), null);
    }

    @Override
    public ByteBuffer read() throws IOException {
        if (loan != null) {
            if (isMore()) {
                loan.buffer.clear();
                return channel.read(loan.buffer) < 0 ? null : loan.buffer.flip();
            }
            // The next read may block for long.
            giveLoan();
        }
        if (idle == null) {
            idle = ByteBuffer.allocate(atHead ? HEAD_BYTES : IDLE_BYTES);
        }
        idle.clear();
        int count = channel.read(idle);
        if (count < 0) {
            return null;
        }
        ByteBuffer read = idle.flip();
        if (count == read.capacity() && isMore()) {
            loan = pool.take();
            loan.buffer.put(read);
            channel.read(loan.buffer);
            read = loan.buffer.flip();
        }
        fit(read.remaining());
        return read;
    }

    /** Chooses the buffer for the next wait, after a read of so many bytes. */
    private void fit(int count) {
        int held = idle.capacity();
        int wanted = count < IDLE_BYTES ? IDLE_BYTES : count < BUSY_BYTES ? BUSY_BYTES : LARGE_BYTES;
        if (wanted < held) {
            if (++smallReads < SMALL_READS) {
                return;
            }
        } else {
            smallReads = 0;
            if (wanted == held || ++largeReads < LARGE_READS) {
                return;
            }
            if (wanted == LARGE_BYTES && !pool.mayHoldMore()) {
                wanted = BUSY_BYTES;
            }
        }
        if (wanted != held) {
            holdNothing();
            idle = ByteBuffer.allocate(wanted);
        }
    }

    private void holdNothing() {
        if (idle != null && idle.capacity() == LARGE_BYTES) {
            pool.holdsLess();
        }
        idle = null;
        largeReads = 0;
        smallReads = 0;
    }

    /** Whether a read returns at once with more bytes. */
    private boolean isMore() throws IOException {
        if (gauge == null) {
            gauge = channel.socket().getInputStream();
        }
        return gauge.available() > 0;
    }

    @Override
    public void release() {
        giveLoan();
        holdNothing();
        atHead = false;
    }

    /** Before a wait for the peer. */
    void giveLoan() {
        if (loan != null) {
            pool.give(loan);
            loan = null;
        }
    }

    @Override
    public void write(Transport.Source source) throws IOException {
        Loan out = pool.take(source.remaining());
        try {
            boolean done;
            do {
                out.buffer.clear();
                done = source.drainTo(out.buffer);
                out.buffer.flip();
                channel.write(out.buffer);
                while (out.buffer.hasRemaining()) {
                    out = pool.spare(out);
                    writeMore(out.buffer);
                }
            } while (!done);
        } finally {
            pool.give(out);
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() {
        try {
            end.close();
        } catch (IOException e) {
            // It is closed nevertheless.
        }
    }
}
