package dev.bosphorus.container.protocol.engine;

import static dev.bosphorus.container.protocol.engine.Wire.BINARY;
import static dev.bosphorus.container.protocol.engine.Wire.CLOSE;
import static dev.bosphorus.container.protocol.engine.Wire.CONT;
import static dev.bosphorus.container.protocol.engine.Wire.FIN;
import static dev.bosphorus.container.protocol.engine.Wire.PING;
import static dev.bosphorus.container.protocol.engine.Wire.PONG;
import static dev.bosphorus.container.protocol.engine.Wire.TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.bosphorus.container.protocol.frame.CloseStatus;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two engines do whatever comes to mind, for thousands of seeds; beside each runs a small model of RFC 6455 that foretells
 * every byte sent and every event.
 */
class RandomWalkTest {

    private static final int STEPS = 60;
    /** One byte that no receiver accepts: a reserved opcode. */
    private static final byte[] VIOLATION = {(byte) (FIN | 3)};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void enginesDoWhatTheModelSays(int thousand) {
        for (int seed = thousand * 1000; seed < (thousand + 1) * 1000; seed++) {
            try {
                walk(new Random(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private static void walk(Random random) {
        Side client = new Side(Role.CLIENT);
        Side server = new Side(Role.SERVER);
        client.peer = server;
        server.peer = client;
        for (int step = 0; step < STEPS; step++) {
            Side side = random.nextBoolean() ? client : server;
            command(side, random);
            side.check();
        }
        for (Side side : List.of(client, server)) {
            side.deliver(Integer.MAX_VALUE);
            side.check();
        }
        for (Side side : List.of(client, server)) {
            side.deliver(Integer.MAX_VALUE);
            side.cut();
            side.check();
            assertThat(side.events).filteredOn(event -> event.startsWith("closed")).hasSize(1);
            assertThat(side.events).last().asString().startsWith("closed");
        }
    }

    private static void command(Side side, Random random) {
        switch (random.nextInt(32)) {
            case 0 -> side.close(1000 + random.nextInt(4), payload(random, 123));
            case 1 -> side.fail(1011);
            case 2 -> side.peer.violate();
            case 3 -> side.cutSometimes(random);
            case 4, 5, 6 -> side.control(PING, payload(random, 4));
            case 7, 8 -> side.control(PONG, payload(random, 125));
            case 9, 10, 11, 12, 13 -> side.message(TEXT, payload(random, 10), random.nextBoolean());
            case 14, 15, 16, 17 -> side.message(BINARY, payload(random, 300), random.nextBoolean());
            default -> side.deliver(random.nextInt(60));
        }
    }

    private static byte[] payload(Random random, int max) {
        return "x".repeat(random.nextInt(max + 1)).getBytes(StandardCharsets.US_ASCII);
    }

    /** A frame on the wire, and how many of its bytes have not arrived. */
    private static final class Frame {
        private final int firstByte;
        private final byte[] payload;
        private int left;

        Frame(int firstByte, byte[] payload, int size) {
            this.firstByte = firstByte;
            this.payload = payload;
            this.left = size;
        }
    }

    /** One engine, and the model of it. */
    private static final class Side {
        private final Role role;
        private final WebSocketEngine engine;
        private Side peer;

        /** What is on its way to this side: as bytes, and as the model sees them. */
        private byte[] wire = new byte[0];
        private final ArrayDeque<Frame> frames = new ArrayDeque<>();

        private boolean closeSent;
        private boolean over;
        private int openMessage;
        private int incomingMessage;
        private int incomingBytes;
        private final ByteArrayOutputStream expectedOutput = new ByteArrayOutputStream();
        private final List<String> expectedEvents = new ArrayList<>();
        private final List<String> events = new ArrayList<>();
        private int partBytes;

        Side(Role role) {
            this.role = role;
            this.engine = Wire.engine(role);
        }

        // ---- Commands, each given to the engine and to the model ---------------------------------------------------

        void message(int opcode, byte[] payload, boolean last) {
            Runnable send = opcode == TEXT
                    ? () -> engine.sendText(ByteBuffer.wrap(payload), last)
                    : () -> engine.sendBinary(ByteBuffer.wrap(payload), last);
            if (over || closeSent || openMessage != 0 && openMessage != opcode) {
                assertThatIllegalStateException().isThrownBy(send::run);
                return;
            }
            send.run();
            expect((last ? FIN : 0) | (openMessage == 0 ? opcode : CONT), payload);
            openMessage = last ? 0 : opcode;
        }

        void control(int opcode, byte[] payload) {
            Runnable send = opcode == PING
                    ? () -> engine.sendPing(ByteBuffer.wrap(payload))
                    : () -> engine.sendPong(ByteBuffer.wrap(payload));
            if (over || closeSent) {
                assertThatIllegalStateException().isThrownBy(send::run);
                return;
            }
            send.run();
            expect(FIN | opcode, payload);
        }

        void close(int code, byte[] reason) {
            engine.close(new CloseStatus(code, new String(reason, StandardCharsets.US_ASCII)));
            expectClose(code, reason);
        }

        void fail(int code) {
            engine.fail(CloseStatus.of(code), CloseStatus.ABNORMAL, null);
            if (!over) {
                expectClose(code, new byte[0]);
                end("closed 1006");
            }
        }

        /** Puts a byte on the wire to the peer that no engine sends. */
        void violate() {
            peer.arrive(new Frame(FIN | 3, new byte[0], 1), VIOLATION);
        }

        void cutSometimes(Random random) {
            if (random.nextInt(4) == 0) {
                cut();
            }
        }

        void cut() {
            engine.receiveEnd(null);
            if (!over) {
                end("closed 1006");
            }
        }

        void deliver(int atMost) {
            int count = Math.min(atMost, wire.length);
            ByteBuffer bytes = ByteBuffer.wrap(Arrays.copyOf(wire, count));
            wire = Arrays.copyOfRange(wire, count, wire.length);
            engine.receive(bytes, 0);
            drain();
            assertThat(bytes.hasRemaining()).isFalse();
            while (!frames.isEmpty() && count >= frames.peek().left) {
                count -= frames.peek().left;
                foretell(frames.remove());
            }
            if (!frames.isEmpty()) {
                frames.peek().left -= count;
            }
        }

        // ---- The model ---------------------------------------------------------------------------------------------

        private void foretell(Frame frame) {
            if (over) {
                return;
            }
            switch (frame.firstByte & 0xF) {
                case TEXT, BINARY, CONT -> {
                    int opcode = frame.firstByte & 0xF;
                    incomingMessage = opcode == CONT ? incomingMessage : opcode;
                    incomingBytes += frame.payload.length;
                    if ((frame.firstByte & FIN) != 0) {
                        expectedEvents.add((incomingMessage == TEXT ? "text " : "binary ") + incomingBytes);
                        incomingBytes = 0;
                    }
                }
                case PING -> {
                    expectedEvents.add("ping " + frame.payload.length);
                    if (!closeSent) {
                        expect(FIN | PONG, frame.payload);
                    }
                }
                case PONG -> expectedEvents.add("pong " + frame.payload.length);
                case CLOSE -> {
                    int code = ByteBuffer.wrap(frame.payload).getShort();
                    expectClose(code, Arrays.copyOfRange(frame.payload, 2, frame.payload.length));
                    end("closed " + code + " clean");
                }
                default -> {
                    expectClose(1002, "reserved opcode 0x3".getBytes(StandardCharsets.US_ASCII));
                    end("closed 1002 failed");
                }
            }
        }

        private void expectClose(int code, byte[] reason) {
            if (!closeSent && !over) {
                closeSent = true;
                expect(FIN | CLOSE, ByteBuffer.allocate(2 + reason.length).putShort((short) code).put(reason).array());
            }
        }

        private void end(String event) {
            over = true;
            expectedEvents.add(event);
        }

        private void expect(int firstByte, byte[] payload) {
            byte[] bytes = Wire.frame(peer.role, firstByte, payload);
            expectedOutput.writeBytes(bytes);
            peer.arrive(new Frame(firstByte, payload, bytes.length), bytes);
        }

        private void arrive(Frame frame, byte[] bytes) {
            frames.add(frame);
            wire = Wire.bytes(wire, bytes);
        }

        // ---- The comparison ----------------------------------------------------------------------------------------

        void check() {
            drain();
            assertThat(events).isEqualTo(expectedEvents);
            assertThat(Wire.output(engine)).isEqualTo(expectedOutput.toByteArray());
            expectedOutput.reset();
            assertThat(engine.readyState())
                    .isEqualTo(over ? ReadyState.CLOSED : closeSent ? ReadyState.CLOSING : ReadyState.OPEN);
        }

        private void drain() {
            for (Event event = engine.poll(); event != null; event = engine.poll()) {
                if (event instanceof Event.Text text) {
                    part("text ", text.part(), text.last());
                } else if (event instanceof Event.Binary binary) {
                    part("binary ", binary.part(), binary.last());
                } else if (event instanceof Event.Ping ping) {
                    events.add("ping " + ping.payload().remaining());
                } else if (event instanceof Event.Pong pong) {
                    events.add("pong " + pong.payload().remaining());
                } else {
                    events.add(Wire.describe(event));
                }
            }
        }

        private void part(String kind, ByteBuffer part, boolean last) {
            partBytes += part.remaining();
            if (last) {
                events.add(kind + partBytes);
                partBytes = 0;
            }
        }
    }
}
