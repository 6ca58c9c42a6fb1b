package dev.bosphorus.container.protocol.extension;

import static dev.bosphorus.container.protocol.extension.Payloads.deflate;
import static dev.bosphorus.container.protocol.extension.Payloads.hex;
import static dev.bosphorus.container.protocol.extension.Payloads.json;
import static dev.bosphorus.container.protocol.extension.Payloads.periodic;
import static dev.bosphorus.container.protocol.extension.Payloads.random;
import static dev.bosphorus.container.protocol.extension.Payloads.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jzlib.JZlib;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTransformTest {

    private static final byte[] HELLO = "Hello".getBytes(StandardCharsets.US_ASCII);

    private final CompressorPool pool = new CompressorPool(-1, 4);
    private final ReferenceInflater reference = new ReferenceInflater();

    static Stream<Arguments> windowsAndTakeover() {
        return IntStream.rangeClosed(8, 15).boxed()
                .flatMap(bits -> Stream.of(Arguments.of(bits, true), Arguments.of(bits, false)));
    }

    /** Messages of all kinds and sizes: below, at and far above the windows. */
    private static List<byte[]> messages(int windowBytes) {
        Random random = new Random(windowBytes);
        List<byte[]> messages = new ArrayList<>();
        for (int size : new int[] {1, 30, 100, windowBytes / 2, windowBytes - 1, windowBytes, windowBytes + 1, 3 * windowBytes + 7}) {
            messages.add(json(random, size));
            messages.add(random(random, size));
            messages.add(new byte[size]);
        }
        for (int period : new int[] {windowBytes / 2, windowBytes - 1, windowBytes, windowBytes + 1, windowBytes + 40}) {
            messages.add(periodic(random, period, 4 * windowBytes));
        }
        messages.add(new byte[0]);
        for (int i = 0; i < 50; i++) {
            messages.add(json(random, random.nextInt(400)));
        }
        return messages;
    }

    @Test
    void exampleOfSection7231() throws ProtocolException {
        // RFC 7692, 7.2.3.1
        assertThat(deflate(new DeflateTransform(pool, 15, true, 0), HELLO)).isEqualTo(hex("f2 48 cd c9 c9 07 00"));
    }

    @Test
    void secondMessageRefersToTheFirstWithTakeover() throws ProtocolException {
        // RFC 7692, 7.2.3.2
        DeflateTransform transform = new DeflateTransform(pool, 15, true, 0);
        deflate(transform, HELLO);
        assertThat(deflate(transform, HELLO)).isEqualTo(hex("f2 00 11 00 00"));
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15})
    void secondMessageStandsAloneWithoutTakeover(int windowBits) throws ProtocolException {
        DeflateTransform transform = new DeflateTransform(pool, windowBits, false, 0);
        byte[] first = deflate(transform, HELLO);
        assertThat(deflate(transform, HELLO)).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 14, 15})
    void emptyMessageIsOneZeroByte(int windowBits) throws ProtocolException {
        // RFC 7692, 7.2.3.6
        DeflateTransform transform = new DeflateTransform(pool, windowBits, true, 0);
        assertThat(deflate(transform, new byte[0])).isEqualTo(new byte[1]);
        assertThat(deflate(transform, new byte[0])).isEqualTo(new byte[1]);
        assertThat(reference.message(deflate(transform, HELLO))).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @MethodSource("windowsAndTakeover")
    void noMatchReachesBehindTheAgreedWindow(int windowBits, boolean takeover) throws ProtocolException {
        DeflateTransform transform = new DeflateTransform(pool, windowBits, takeover, 0);
        for (byte[] message : messages(1 << windowBits)) {
            if (!takeover) {
                reference.dropWindow();
            }
            assertThat(reference.message(deflate(transform, message))).isEqualTo(message);
        }
        assertThat(reference.maxDistance()).isBetween((1 << windowBits) / 2, 1 << windowBits);
    }

    @ParameterizedTest
    @MethodSource("windowsAndTakeover")
    void independentInflaterOfTheAgreedWindowReadsAll(int windowBits, boolean takeover) throws Exception {
        DeflateTransform transform = new DeflateTransform(pool, windowBits, takeover, 0);
        com.jcraft.jzlib.Inflater inflater = new com.jcraft.jzlib.Inflater(windowBits, JZlib.WrapperType.NONE);
        for (byte[] message : messages(1 << windowBits)) {
            if (!takeover) {
                inflater = new com.jcraft.jzlib.Inflater(windowBits, JZlib.WrapperType.NONE);
            }
            assertThat(inflateWithJzlib(inflater, deflate(transform, message), message.length)).isEqualTo(message);
        }
    }

    private static byte[] inflateWithJzlib(com.jcraft.jzlib.Inflater inflater, byte[] payload, int expected) {
        byte[] in = Arrays.copyOf(payload, payload.length + 4);
        in[in.length - 1] = (byte) 0xFF;
        in[in.length - 2] = (byte) 0xFF;
        byte[] out = new byte[expected + 1];
        inflater.setInput(in);
        inflater.setOutput(out);
        int result = inflater.inflate(JZlib.Z_SYNC_FLUSH);
        assertThat(result).as(inflater.msg).isIn(JZlib.Z_OK, JZlib.Z_BUF_ERROR);
        assertThat(inflater.avail_in).isZero();
        return Arrays.copyOf(out, out.length - inflater.avail_out);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 10, 12, 14, 15})
    void partsLeaveAtOnce(int windowBits) throws ProtocolException {
        DeflateTransform transform = new DeflateTransform(pool, windowBits, true, 0);
        byte[] message = json(new Random(3), 5_000);
        for (int cut : new int[] {0, 1, 77, 4_999, 5_000}) {
            assertThat(transform.begin(cut, false)).isEqualTo(Extension.RSV1);
            byte[] first = run(transform, ByteBuffer.wrap(message, 0, cut), false, 100);
            if (cut > 0) {
                assertThat(first).endsWith(hex("00 00 ff ff"));
            }
            byte[] rest = run(transform, ByteBuffer.wrap(message, cut, message.length - cut), true, 100);
            assertThat(reference.message(concat(first, rest))).isEqualTo(message);
        }
    }

    @Test
    void emptyLastPartEndsTheMessage() throws ProtocolException {
        DeflateTransform transform = new DeflateTransform(pool, 15, true, 0);
        transform.begin(5, false);
        byte[] first = run(transform, ByteBuffer.wrap(HELLO), false, 100);
        byte[] middle = run(transform, ByteBuffer.allocate(0), false, 100);
        byte[] rest = run(transform, ByteBuffer.allocate(0), true, 1);
        assertThat(middle).isEmpty();
        assertThat(rest).isEqualTo(new byte[1]);
        assertThat(reference.message(concat(first, rest))).isEqualTo(HELLO);
        assertThat(reference.message(deflate(transform, HELLO))).isEqualTo(HELLO);
    }

    @ParameterizedTest
    @MethodSource("windowsAndTakeover")
    void outputOfAnySizeWillDo(int windowBits, boolean takeover) throws ProtocolException {
        Random random = new Random(11);
        for (byte[] message : List.of(HELLO, random(random, 300), json(random, 3_000), new byte[2_000])) {
            for (int room : new int[] {1, 2, 3, 4, 5, 6, 7, 15, 16, 19, 20, 21, 33, 1000}) {
                DeflateTransform transform = new DeflateTransform(pool, windowBits, takeover, 0);
                transform.begin(message.length, true);
                byte[] payload = run(transform, ByteBuffer.wrap(message), true, room);
                reference.dropWindow();
                assertThat(reference.message(payload)).isEqualTo(message);
                transform.release();
            }
        }
    }

    @Test
    void everyLengthOfOutputAroundTheRoomIsWhole() throws ProtocolException {
        // Where the output is just full, zlib's flush may begin again: the tail has to be found all the same.
        DeflateTransform transform = new DeflateTransform(pool, 15, false, 0);
        byte[] noise = random(new Random(5), 400);
        for (int size = 1; size <= noise.length; size++) {
            byte[] message = Arrays.copyOf(noise, size);
            for (int room : new int[] {size, size + 4, size + 5, size + 6, size + 9}) {
                transform.begin(size, true);
                byte[] payload = run(transform, ByteBuffer.wrap(message), true, room);
                reference.dropWindow();
                assertThat(reference.message(payload)).isEqualTo(message);
            }
        }
    }

    @Test
    void directBuffersWork() throws ProtocolException {
        for (int windowBits : new int[] {9, 15}) {
            byte[] message = json(new Random(6), 5_000);
            ByteBuffer in = ByteBuffer.allocateDirect(6_000).position(100).put(message).flip().position(100);
            ByteBuffer out = ByteBuffer.allocateDirect(6_000);
            DeflateTransform transform = new DeflateTransform(pool, windowBits, true, 0);
            transform.begin(message.length, true);
            assertThat(transform.transform(in, true, out)).isTrue();
            byte[] payload = new byte[out.flip().remaining()];
            out.get(payload);
            reference.dropWindow();
            assertThat(reference.message(payload)).isEqualTo(message);
        }
    }

    @Test
    void wholeMessagesBelowTheLeastSizePassUnchanged() {
        DeflateTransform transform = new DeflateTransform(pool, 15, true, 64);
        assertThat(transform.begin(63, true)).isZero();
        assertThat(transform.begin(64, true)).isEqualTo(Extension.RSV1);
    }

    @Test
    void firstPartBelowTheLeastSizeIsCompressed() {
        assertThat(new DeflateTransform(pool, 15, true, 64).begin(1, false)).isEqualTo(Extension.RSV1);
    }

    @Test
    void messageThatPassedUnchangedIsNotReferredTo() throws ProtocolException {
        // RFC 7692, 7.2.1: only what is compressed goes through the window.
        DeflateTransform transform = new DeflateTransform(pool, 15, true, 6);
        assertThat(transform.begin(HELLO.length, true)).isZero();
        byte[] message = "HelloHello".getBytes(StandardCharsets.US_ASCII);
        assertThat(reference.message(deflate(transform, message))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15})
    void releasedBetweenMessagesItStartsAfresh(int windowBits) throws ProtocolException {
        DeflateTransform transform = new DeflateTransform(pool, windowBits, true, 0);
        byte[] first = deflate(transform, HELLO);
        transform.release();
        assertThat(deflate(transform, HELLO)).isEqualTo(first);
        assertThat(deflate(transform, HELLO)).hasSizeLessThan(first.length);
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 15})
    void releasedInsideAMessageItStartsAfresh(int windowBits) throws ProtocolException {
        DeflateTransform transform = new DeflateTransform(pool, windowBits, true, 0);
        transform.begin(1_000, true);
        ByteBuffer noise = ByteBuffer.wrap(random(new Random(8), 1_000));
        assertThat(transform.transform(noise, true, ByteBuffer.allocate(30))).isFalse();
        transform.release();
        transform.release();
        assertThat(reference.message(deflate(transform, HELLO))).isEqualTo(HELLO);
    }

    @Test
    void contextGivenAwayToAnotherConnectionIsNotUsed() throws ProtocolException {
        CompressorPool ofOne = new CompressorPool(-1, 1);
        DeflateTransform one = new DeflateTransform(ofOne, 15, true, 0);
        DeflateTransform other = new DeflateTransform(ofOne, 15, true, 0);
        ReferenceInflater ofOther = new ReferenceInflater();
        Random random = new Random(9);
        for (int i = 0; i < 20; i++) {
            byte[] secret = json(random, 200);
            assertThat(reference.message(deflate(one, secret))).isEqualTo(secret);
            byte[] message = concat(secret, json(random, 100));
            assertThat(ofOther.message(deflate(other, message))).isEqualTo(message);
        }
    }

    @Test
    void independentConnectionsDoNotDisturbEachOther() throws ProtocolException {
        CompressorPool ofThree = new CompressorPool(9, 3);
        Random random = new Random(10);
        DeflateTransform[] senders = new DeflateTransform[6];
        ReferenceInflater[] receivers = new ReferenceInflater[senders.length];
        for (int i = 0; i < senders.length; i++) {
            senders[i] = new DeflateTransform(ofThree, i % 3 == 0 ? 10 : 15, i % 2 == 0, 0);
            receivers[i] = new ReferenceInflater();
        }
        for (int round = 0; round < 500; round++) {
            int i = random.nextInt(senders.length);
            byte[] message = json(random, random.nextInt(300));
            assertThat(receivers[i].message(deflate(senders[i], message))).isEqualTo(message);
            if (random.nextInt(20) == 0) {
                senders[i].release();
            }
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        bytes.writeBytes(second);
        return bytes.toByteArray();
    }
}
