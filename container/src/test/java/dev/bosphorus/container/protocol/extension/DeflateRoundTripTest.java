package dev.bosphorus.container.protocol.extension;

import static dev.bosphorus.container.protocol.extension.Payloads.json;
import static dev.bosphorus.container.protocol.extension.Payloads.random;
import static dev.bosphorus.container.protocol.extension.Payloads.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sender and receiver of two agreed extensions, back to back. */
class DeflateRoundTripTest {

    private static final PerMessageDeflate FACTORY =
            new PerMessageDeflate(DeflateOptions.DEFAULTS.withMinBytes(0).withLevel(1));

    /** A client's and a server's extension that agreed on these parameters. */
    private static Extension[] agreed(String offerAndAnswer) {
        ExtensionHeader header = ExtensionHeader.parse(List.of(offerAndAnswer)).get(0);
        Extension server = FACTORY.accept(header).orElseThrow();
        return new Extension[] {FACTORY.confirm(server.agreed(), List.of(header)).orElseThrow(), server};
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permessage-deflate",
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
        "permessage-deflate; server_max_window_bits=8; client_max_window_bits=8",
        "permessage-deflate; server_max_window_bits=11; client_max_window_bits=9; server_no_context_takeover",
    })
    void seededWalkOfMessagesPartsAndRooms(String parameters) throws ProtocolException {
        Extension[] pair = agreed(parameters);
        for (int seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            PayloadTransform.Outbound sender = pair[seed % 2].openOutbound();
            PayloadTransform.Inbound receiver = pair[1 - seed % 2].openInbound();
            for (int i = 0; i < 20; i++) {
                int size = random.nextInt(10) == 0 ? random.nextInt(100_000) : random.nextInt(500);
                byte[] message = random.nextInt(4) == 0 ? random(random, size) : json(random, size);
                if (random.nextInt(10) == 0) {
                    sender.release();
                }
                assertThat(transferred(sender, receiver, message, random)).isEqualTo(message);
            }
            sender.release();
            receiver.release();
        }
    }

    /** Sends in parts of any size; they arrive in pieces of any other. */
    private static byte[] transferred(PayloadTransform.Outbound sender, PayloadTransform.Inbound receiver, byte[] message,
            Random random) throws ProtocolException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        int partBytes = 1 + random.nextInt(Math.max(1, message.length));
        int rsv = sender.begin(Math.min(partBytes, message.length), partBytes >= message.length);
        receiver.begin(rsv);
        int at = 0;
        do {
            int end = Math.min(message.length, at + partBytes);
            byte[] payload = run(sender, ByteBuffer.wrap(message, at, end - at), end == message.length, room(random));
            int cut = random.nextInt(payload.length + 1);
            result.writeBytes(run(receiver, ByteBuffer.wrap(payload, 0, cut), false, room(random)));
            result.writeBytes(run(receiver, ByteBuffer.wrap(payload, cut, payload.length - cut), end == message.length,
                    room(random)));
            at = end;
        } while (at < message.length);
        return result.toByteArray();
    }

    private static int room(Random random) {
        return random.nextInt(3) == 0 ? 1 + random.nextInt(40) : 4096;
    }

    @Test
    void messagesOf16MiBPass() throws ProtocolException {
        Extension[] pair = agreed("permessage-deflate; client_max_window_bits=10");
        byte[] message = json(new Random(1), 16 << 20);
        for (int client = 0; client < 2; client++) {
            PayloadTransform.Outbound sender = pair[client].openOutbound();
            PayloadTransform.Inbound receiver = pair[1 - client].openInbound();
            assertThat(Payloads.inflate(receiver, Payloads.deflate(sender, message))).isEqualTo(message);
        }
    }

    @Test
    void connectionsOfManyThreadsShareDeflatersAndContexts() throws Exception {
        PerMessageDeflate shared = new PerMessageDeflate(DeflateOptions.DEFAULTS.withMinBytes(0).withMaxContexts(3));
        Extension extension = shared.accept(new ExtensionHeader(PerMessageDeflate.NAME, List.of())).orElseThrow();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> connections = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(seed -> () -> {
                        Random random = new Random(seed);
                        PayloadTransform.Outbound sender = extension.openOutbound();
                        PayloadTransform.Inbound receiver = extension.openInbound();
                        boolean same = true;
                        for (int i = 0; i < 300; i++) {
                            byte[] message = json(random, random.nextInt(300));
                            byte[] arrived = Payloads.inflate(receiver, Payloads.deflate(sender, message));
                            same &= Arrays.equals(arrived, message);
                        }
                        return same;
                    }).toList();
            for (Future<Boolean> connection : threads.invokeAll(connections)) {
                assertThat(connection.get()).isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }
}
