package dev.bosphorus.container.blocking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BlockingTransportTest {

    /** Reads what a test has put in; {@code END} is the end of the stream, {@code BROKEN} an error. */
    private static final class FakeWire implements Wire {
        static final String END = new String("end");
        static final String BROKEN = new String("broken");

        final BlockingQueue<String> input = new LinkedBlockingQueue<>();
        final StringBuffer written = new StringBuffer();
        final AtomicInteger reads = new AtomicInteger();
        final AtomicInteger releases = new AtomicInteger();
        volatile boolean outputShut;
        volatile boolean closed;
        volatile boolean failsToWrite;
        volatile boolean heldUp;

        @Override
        public dev.bosphorus.container.runtime.PeerInfo peer() {
            throw new UnsupportedOperationException("nobody is there");
        }

        @Override
        public void handshake() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ByteBuffer read() throws IOException {
            reads.incrementAndGet();
            try {
                String text = input.take();
                if (closed) {
                    throw new AsynchronousCloseException();
                } else if (text == BROKEN) {
                    throw new IOException("reset by peer");
                }
                return text == END ? null : ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void release() {
            releases.incrementAndGet();
        }

        @Override
        public void write(Transport.Source source) throws IOException {
            if (failsToWrite || Thread.currentThread().isInterrupted()) {
                throw new IOException("broken pipe");
            }
            ByteBuffer out = ByteBuffer.allocate(100);
            source.drainTo(out);
            written.append(StandardCharsets.UTF_8.decode(out.flip()));
        }

        @Override
        public boolean isHeldUp() {
            return heldUp;
        }

        @Override
        public void shutdownOutput() throws IOException {
            if (failsToWrite) {
                throw new IOException("broken pipe");
            }
            outputShut = true;
        }

        @Override
        public void close() {
            closed = true;
            input.add("");
        }
    }

    /** Writes down its calls; what it does besides is up to the test. */
    private final class Recorder implements TransportListener {
        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        Runnable whenOpen = () -> transport.demand();
        Consumer<String> whenBytes = text -> transport.demand();
        Consumer<Throwable> whenEnd = cause -> transport.abort();

        @Override
        public void onOpen() {
            calls.add("open");
            whenOpen.run();
        }

        @Override
        public void onBytes(ByteBuffer bytes) {
            String text = StandardCharsets.UTF_8.decode(bytes).toString();
            calls.add(text);
            whenBytes.accept(text);
        }

        @Override
        public void onEnd(Throwable cause) {
            calls.add("end " + (cause == null ? "" : cause.getMessage()));
            whenEnd.accept(cause);
        }

        String next() throws InterruptedException {
            return calls.poll(30, TimeUnit.SECONDS);
        }
    }

    private static final byte[] ANSWER = "101".getBytes(StandardCharsets.UTF_8);

    private final FakeWire wire = new FakeWire();
    private final Recorder listener = new Recorder();
    private BlockingTransport transport;
    private ByteBuffer first;
    private Thread reader;

    @BeforeEach
    void create() {
        reader = new Thread(() -> transport.run(listener, ANSWER, first), "test-reader");
        transport = new BlockingTransport(wire, reader);
    }

    @AfterEach
    void end() throws InterruptedException {
        transport.abort();
        reader.join();
    }

    @Test
    void sessionBeginsWithoutTheBuffersOfTheHandshake() throws InterruptedException {
        BlockingQueue<Integer> released = new LinkedBlockingQueue<>();
        listener.whenOpen = () -> released.add(wire.releases.get());
        reader.start();
        assertThat(released.poll(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void answerIsWrittenBeforeAnythingElse() throws Exception {
        List<String> seen = new ArrayList<>();
        listener.whenOpen = () -> seen.add(wire.written.toString());
        reader.start();
        assertThat(listener.next()).isEqualTo("open");
        transport.abort();
        reader.join();
        assertThat(seen).containsExactly("101");
    }

    @Test
    void bytesAreDeliveredInOrderAndTheEndComesLast() throws Exception {
        first = ByteBuffer.wrap(new byte[] {'0'});
        wire.input.addAll(List.of("1", "2", FakeWire.END));
        reader.start();
        reader.join();
        assertThat(listener.calls).containsExactly("open", "0", "1", "2", "end ");
        assertThat(wire.closed).isTrue();
    }

    @Test
    void withoutDemandNothingIsReadNorDelivered() throws Exception {
        first = ByteBuffer.wrap(new byte[] {'0'});
        wire.input.add("1");
        listener.whenOpen = () -> { };
        listener.whenBytes = text -> { };
        reader.start();
        assertThat(listener.next()).isEqualTo("open");
        transport.demand();
        assertThat(listener.next()).isEqualTo("0");
        assertThat(wire.reads).hasValue(0);
        transport.demand();
        assertThat(listener.next()).isEqualTo("1");
        assertThat(wire.reads).hasValue(1);
    }

    @Test
    void demandFromAnotherThreadWakesTheReader() throws Exception {
        wire.input.addAll(List.of("1", "2"));
        listener.whenBytes = text -> { };
        reader.start();
        assertThat(listener.next()).isEqualTo("open");
        assertThat(listener.next()).isEqualTo("1");
        transport.demand();
        assertThat(listener.next()).isEqualTo("2");
    }

    @Test
    void abortWhileTheReaderReadsEndsIt() throws Exception {
        reader.start();
        assertThat(listener.next()).isEqualTo("open");
        transport.abort();
        assertThat(listener.next()).startsWith("end ");
        reader.join();
        assertThat(listener.calls).isEmpty();
    }

    @Test
    void abortWhileTheReaderWaitsForDemandEndsIt() throws Exception {
        listener.whenOpen = () -> { };
        reader.start();
        assertThat(listener.next()).isEqualTo("open");
        transport.abort();
        assertThat(listener.next()).startsWith("end ");
        transport.demand();
        reader.join();
        assertThat(listener.calls).isEmpty();
    }

    @Test
    void brokenConnectionIsClosedAndTold() throws Exception {
        wire.input.add(FakeWire.BROKEN);
        listener.whenEnd = cause -> { };
        reader.start();
        reader.join();
        assertThat(listener.calls).containsExactly("open", "end reset by peer");
        assertThat(wire.closed).isTrue();
    }

    @Test
    void handshakeThatCannotBeWrittenIsAnEndWithoutAnOpening() throws Exception {
        wire.failsToWrite = true;
        reader.start();
        reader.join();
        assertThat(listener.calls).containsExactly("end broken pipe");
    }

    @Test
    void afterThePeersEndTheListenerMayWriteUntilItAborts() throws Exception {
        wire.input.add(FakeWire.END);
        listener.whenEnd = cause -> { };
        reader.start();
        assertThat(listener.next()).isEqualTo("open");
        assertThat(listener.next()).isEqualTo("end ");
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        transport.write(source("after"), failure -> told.add("" + failure));
        assertThat(told).containsExactly("null");
        assertThat(wire.written).hasToString("101after");
        assertThat(wire.closed).isFalse();
        transport.abort();
        reader.join();
        assertThat(wire.closed).isTrue();
    }

    @Test
    void failureOfAWriteIsToldToItsCompletion() {
        wire.failsToWrite = true;
        BlockingQueue<Throwable> told = new LinkedBlockingQueue<>();
        transport.write(source("x"), told::add);
        assertThat(told).singleElement().isInstanceOf(IOException.class);
    }

    @Test
    void writerThatDoesNotWaitForThePeerIsNotHeldUp() {
        List<String> done = new ArrayList<>();
        transport.ifHeldUp(() -> done.add("early"));
        wire.heldUp = true;
        transport.ifHeldUp(() -> done.add("held up"));
        assertThat(done).containsExactly("held up");
    }

    @Test
    void interruptOfAWriterDoesNotBreakTheConnectionAndIsKept() {
        Thread.currentThread().interrupt();
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        transport.write(source("x"), failure -> told.add("" + failure));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).containsExactly("null");
    }

    @Test
    void interruptThatACallbackLeavesIsItsOwn() throws Exception {
        wire.input.addAll(List.of("1", "2"));
        listener.whenBytes = text -> {
            transport.demand();
            Thread.currentThread().interrupt();
        };
        reader.start();
        assertThat(listener.next()).isEqualTo("open");
        assertThat(listener.next()).isEqualTo("1");
        assertThat(listener.next()).isEqualTo("2");
    }

    @Test
    void outputThatCannotBeShutIsAborted() {
        transport.shutdownOutput();
        assertThat(wire.outputShut).isTrue();
        wire.failsToWrite = true;
        transport.shutdownOutput();
        assertThat(wire.closed).isTrue();
    }

    private static Transport.Source source(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new Transport.Source() {
            @Override
            public long remaining() {
                return bytes.remaining();
            }

            @Override
            public boolean drainTo(ByteBuffer out) {
                out.put(bytes);
                return true;
            }
        };
    }
}
