package dev.bosphorus.container.protocol.extension;

import static dev.bosphorus.container.protocol.extension.Payloads.deflate;
import static dev.bosphorus.container.protocol.extension.Payloads.hex;
import static dev.bosphorus.container.protocol.extension.Payloads.inflate;
import static dev.bosphorus.container.protocol.extension.Payloads.json;
import static dev.bosphorus.container.protocol.extension.Payloads.random;
import static dev.bosphorus.container.protocol.extension.Payloads.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InflateTransformTest {

    private static final byte[] HELLO = "Hello".getBytes(StandardCharsets.US_ASCII);

    private final CompressorPool pool = new CompressorPool(-1, 4);
    private final InflateTransform takeover = new InflateTransform(pool, 15, true);
    private final InflateTransform noTakeover = new InflateTransform(pool, 15, false);

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "a block with fixed codes (7.2.3.1), f2 48 cd c9 c9 07 00, Hello",
        "a block without compression (7.2.3.3), 00 05 00 fa ff 48 65 6c 6c 6f 00, Hello",
        "a block with BFINAL and an empty one (7.2.3.4), f3 48 cd c9 c9 07 00 00, Hello",
        "two blocks (7.2.3.5), f2 48 05 00 00 00 ff ff ca c9 c9 07 00, Hello",
        "the empty message (7.2.3.6), 00, ''",
        "two streams with BFINAL, f3 48 cd c9 c9 07 00 f3 48 cd c9 c9 07 00 00, HelloHello",
    })
    void examplesOfSection723(String name, String payload, String message) throws ProtocolException {
        for (InflateTransform transform : new InflateTransform[] {takeover, noTakeover}) {
            assertThat(inflate(transform, hex(payload))).as(name).asString(StandardCharsets.US_ASCII).isEqualTo(message);
            assertThat(inflate(transform, hex("f2 48 cd c9 c9 07 00"))).as("after " + name).isEqualTo(HELLO);
        }
    }

    @Test
    void secondMessageMayReferToTheFirstWithTakeover() throws ProtocolException {
        // RFC 7692, 7.2.3.2
        inflate(takeover, hex("f2 48 cd c9 c9 07 00"));
        assertThat(inflate(takeover, hex("f2 00 11 00 00"))).isEqualTo(HELLO);
    }

    @Test
    void messageAfterAShrinkMayReferToAllOfTheWindow() throws ProtocolException {
        Random random = new Random(3);
        DeflateTransform sender = new DeflateTransform(pool, 15, true, 0);
        byte[] first = json(random, 30_000);
        inflate(takeover, deflate(sender, first));
        for (int i = 0; i < 20; i++) {
            takeover.shrink();
            byte[] message = i == 10 ? json(random, 20_000) : Arrays.copyOf(first, 200 + i);
            byte[] payload = deflate(sender, message);
            assertThat(payload.length).isLessThan(message.length / 4);
            assertThat(inflate(takeover, payload)).isEqualTo(message);
        }
    }

    @Test
    void shrinkInTheMiddleOfAMessageChangesNothing() throws ProtocolException {
        byte[] message = json(new Random(4), 40_000);
        byte[] payload = deflate(new DeflateTransform(pool, 15, false, 0), message);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        takeover.begin(Extension.RSV1);
        result.writeBytes(run(takeover, ByteBuffer.wrap(payload, 0, payload.length / 2), false, 4096));
        takeover.shrink();
        result.writeBytes(run(takeover, ByteBuffer.wrap(payload, payload.length / 2, payload.length - payload.length / 2), true, 4096));
        assertThat(result.toByteArray()).isEqualTo(message);
    }

    @Test
    void shrinkWithoutTakeoverHasNothingToDo() throws ProtocolException {
        byte[] message = json(new Random(5), 40_000);
        byte[] payload = deflate(new DeflateTransform(pool, 15, false, 0), message);
        assertThat(inflate(noTakeover, payload)).isEqualTo(message);
        noTakeover.shrink();
        assertThat(inflate(noTakeover, payload)).isEqualTo(message);
    }

    @Test
    void secondMessageReferringToTheFirstWithoutTakeoverClosesWith1007() throws ProtocolException {
        inflate(noTakeover, hex("f2 48 cd c9 c9 07 00"));
        assertCorrupt(noTakeover, hex("f2 00 11 00 00"));
    }

    @Test
    void windowOutlastsABlockWithBfinal() throws ProtocolException {
        inflate(takeover, hex("f3 48 cd c9 c9 07 00 00"));
        assertThat(inflate(takeover, hex("f2 00 11 00 00"))).isEqualTo(HELLO);
        assertThat(inflate(takeover, hex("f3 48 cd c9 c9 07 00 f2 00 11 00 00"))).isEqualTo("HelloHello".getBytes());
    }

    @Test
    void referenceBehindTheAgreedWindowClosesWith1007() throws ProtocolException {
        byte[] noise = random(new Random(1), 1_200);
        byte[] again = Arrays.copyOf(noise, 100);
        DeflateTransform sender = new DeflateTransform(pool, 15, true, 0);
        InflateTransform ofOneKiB = new InflateTransform(pool, 10, true);
        assertThat(inflate(ofOneKiB, deflate(sender, noise))).isEqualTo(noise);
        assertCorrupt(ofOneKiB, deflate(sender, again));
    }

    @Test
    void windowOf8BitsToleratesZlibsOf9() throws ProtocolException {
        byte[] noise = random(new Random(1), 400);
        DeflateTransform sender = new DeflateTransform(pool, 9, true, 0);
        InflateTransform receiver = new InflateTransform(pool, 8, true);
        assertThat(inflate(receiver, deflate(sender, noise))).isEqualTo(noise);
        byte[] again = Arrays.copyOfRange(noise, 50, 100);
        byte[] payload = deflate(sender, again);
        assertThat(payload).hasSizeLessThan(20);
        assertThat(inflate(receiver, payload)).isEqualTo(again);
    }

    @Test
    void messageWithoutTheReservedBitPassesUnchanged() {
        assertThat(takeover.begin(0)).isFalse();
        assertThat(takeover.begin(Extension.RSV1)).isTrue();
    }

    @Test
    void payloadOfNoBytesIsTheEmptyMessage() throws ProtocolException {
        assertThat(inflate(takeover, new byte[0])).isEmpty();
        assertThat(inflate(takeover, hex("f2 48 cd c9 c9 07 00"))).isEqualTo(HELLO);
    }

    @Test
    void payloadThatEndsWithItsBlockWithBfinalIsWhole() throws ProtocolException {
        assertThat(inflate(takeover, hex("f3 48 cd c9 c9 07 00"))).isEqualTo(HELLO);
        assertThat(inflate(takeover, hex("f2 00 11 00 00"))).isEqualTo(HELLO);
    }

    static Stream<Arguments> levelsAndStrategies() {
        int[] strategies = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY};
        return IntStream.rangeClosed(-1, 9).boxed().flatMap(level -> IntStream.of(strategies)
                .mapToObj(strategy -> Arguments.of(level, strategy)));
    }

    @ParameterizedTest
    @MethodSource("levelsAndStrategies")
    void readsWhatZlibWritesAtAllLevelsAndStrategies(int level, int strategy) throws ProtocolException {
        Random random = new Random(level);
        Deflater deflater = new Deflater(level, true);
        deflater.setStrategy(strategy);
        // The next call only changes the strategy and compresses nothing: let it be this one.
        deflater.deflate(new byte[8]);
        for (int size : new int[] {1, 10, 1_000, 40_000, 100_000}) {
            for (byte[] message : new byte[][] {json(random, size), random(random, size), new byte[size]}) {
                assertThat(inflate(takeover, flushed(deflater, message))).isEqualTo(message);
                assertThat(inflate(noTakeover, finished(level, message))).isEqualTo(message);
            }
        }
        deflater.end();
    }

    private static byte[] flushed(Deflater deflater, byte[] message) {
        byte[] out = new byte[message.length + message.length / 8 + 100];
        deflater.setInput(message);
        return Arrays.copyOf(out, deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH) - 4);
    }

    /** A stream that ends with BFINAL, and the zero byte that RFC 7692, 7.2.3.4, adds. */
    private static byte[] finished(int level, byte[] message) {
        Deflater deflater = new Deflater(level, true);
        deflater.setInput(message);
        deflater.finish();
        byte[] out = new byte[message.length + message.length / 8 + 100];
        byte[] payload = Arrays.copyOf(out, deflater.deflate(out) + 1);
        System.arraycopy(out, 0, payload, 0, payload.length - 1);
        deflater.end();
        return payload;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void outputOfAnySizeWillDo(int room) throws ProtocolException {
        Random random = new Random(room);
        DeflateTransform sender = new DeflateTransform(pool, 15, true, 0);
        for (byte[] message : new byte[][] {HELLO, json(random, 2_000), random(random, 500), new byte[3_000], new byte[0]}) {
            byte[] payload = deflate(sender, message);
            takeover.begin(Extension.RSV1);
            assertThat(run(takeover, ByteBuffer.wrap(payload), true, room)).isEqualTo(message);
        }
    }

    @Test
    void payloadCutAtEveryByteGivesTheSame() throws ProtocolException {
        byte[] message = json(new Random(2), 500);
        byte[] payload = deflate(new DeflateTransform(pool, 15, false, 0), message);
        for (int cut = 0; cut <= payload.length; cut++) {
            takeover.begin(Extension.RSV1);
            ByteArrayOutputStream result = new ByteArrayOutputStream();
            result.writeBytes(run(takeover, ByteBuffer.wrap(payload, 0, cut), false, 64));
            result.writeBytes(run(takeover, ByteBuffer.wrap(payload, cut, payload.length - cut), true, 64));
            assertThat(result.toByteArray()).isEqualTo(message);
        }
    }

    @Test
    void partsAreInflatedAsFarAsTheyGo() throws ProtocolException {
        DeflateTransform sender = new DeflateTransform(pool, 15, true, 0);
        sender.begin(5, false);
        byte[] part = run(sender, ByteBuffer.wrap(HELLO), false, 100);
        takeover.begin(Extension.RSV1);
        assertThat(run(takeover, ByteBuffer.wrap(part), false, 100)).isEqualTo(HELLO);
    }

    @Test
    void directAndReadOnlyBuffersWork() throws ProtocolException {
        byte[] message = json(new Random(6), 5_000);
        byte[] payload = deflate(new DeflateTransform(pool, 15, false, 0), message);
        ByteBuffer direct = ByteBuffer.allocateDirect(6_000).position(100).put(payload).flip().position(100);
        for (ByteBuffer in : new ByteBuffer[] {direct.duplicate(), direct.asReadOnlyBuffer(),
                ByteBuffer.wrap(payload).asReadOnlyBuffer()}) {
            ByteBuffer out = ByteBuffer.allocateDirect(6_000);
            takeover.begin(Extension.RSV1);
            assertThat(takeover.transform(in, true, out)).isTrue();
            assertThat(out.flip()).isEqualTo(ByteBuffer.wrap(message));
        }
    }

    @Test
    void bombStopsWhereTheCallerStops() throws ProtocolException {
        Deflater deflater = new Deflater(9, true);
        byte[] payload = flushed(deflater, new byte[16 << 20]);
        deflater.end();
        assertThat(payload).hasSizeLessThan(20_000);

        takeover.begin(Extension.RSV1);
        ByteBuffer in = ByteBuffer.wrap(payload);
        ByteBuffer out = ByteBuffer.allocate(65_536);
        assertThat(takeover.transform(in, true, out)).isFalse();
        assertThat(out.hasRemaining()).isFalse();
        assertThat(in.remaining()).isGreaterThan(payload.length - 1_000);
        takeover.release();
        assertThat(inflate(noTakeover, hex("f2 48 cd c9 c9 07 00"))).isEqualTo(HELLO);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "block type 3, 07",
        "stored block whose lengths differ, 00 05 00 fa fe 48 65 6c 6c 6f 00",
        "reference to a message before the first, f2 00 11 00 00",
        "garbage after a block with BFINAL, f3 48 cd c9 c9 07 00 ff ff",
        "flush tail not removed, f2 48 cd c9 c9 07 00 00 00 ff ff",
        "stored block cut short, 00 05 00 fa ff 48 65",
        "compressed block cut short, f2 48 cd c9",
        "last block neither ended nor flushed, f2 48 cd c9 c9 07",
        "end with BFINAL inside the tail, 01",
    })
    void corruptPayloadClosesWith1007(String name, String payload) {
        assertCorrupt(takeover, hex(payload));
        assertCorrupt(noTakeover, hex(payload));
    }

    private static void assertCorrupt(InflateTransform transform, byte[] payload) {
        assertThatThrownBy(() -> inflate(transform, payload))
                .isInstanceOfSatisfying(ProtocolException.class,
                        e -> assertThat(e.status().code()).isEqualTo(CloseStatus.INVALID_PAYLOAD))
                .hasMessageStartingWith("the compressed message is corrupt: ");
        transform.release();
    }

    @Test
    void payloadCutShortAnywhereClosesWith1007() throws ProtocolException {
        byte[] message = json(new Random(12), 600);
        byte[] payload = deflate(new DeflateTransform(pool, 15, false, 0), message);
        for (int length = 1; length < payload.length; length++) {
            assertCorrupt(takeover, Arrays.copyOf(payload, length));
        }
    }

    @Test
    void anyByteWrongGivesAMessageOr1007() throws ProtocolException {
        byte[] payload = deflate(new DeflateTransform(pool, 15, false, 0), json(new Random(13), 1_000));
        Random random = new Random(14);
        int corrupt = 0;
        for (int at = 0; at < payload.length; at++) {
            for (int wrong : new int[] {1, 0x80, 0xFF, 1 + random.nextInt(255)}) {
                byte[] changed = payload.clone();
                changed[at] ^= (byte) wrong;
                InflateTransform transform = new InflateTransform(pool, 15, at % 2 == 0);
                Throwable thrown = catchThrowable(() -> inflate(transform, changed));
                if (thrown != null) {
                    assertThat(thrown).isInstanceOf(ProtocolException.class);
                    corrupt++;
                }
                transform.release();
            }
        }
        assertThat(corrupt).isGreaterThan(payload.length);
    }

    @Test
    void noiseGivesAMessageOr1007() {
        Random random = new Random(15);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = random(random, random.nextInt(200));
            InflateTransform transform = new InflateTransform(pool, 8 + i % 8, i % 2 == 0);
            Throwable thrown = catchThrowable(() -> inflate(transform, noise));
            assertThat(thrown == null || thrown instanceof ProtocolException).as("%s", thrown).isTrue();
            transform.release();
        }
    }
}
