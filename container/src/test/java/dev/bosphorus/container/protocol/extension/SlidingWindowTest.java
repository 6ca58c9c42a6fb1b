package dev.bosphorus.container.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlidingWindowTest {

    @ParameterizedTest
    @ValueSource(ints = {256, 512, 16_384})
    void holdsTheLastBytesAfterAnyAdditions(int size) throws DataFormatException {
        Random random = new Random(size);
        SlidingWindow window = new SlidingWindow(size);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < 60; i++) {
            byte[] source = Payloads.random(random, i % 10 == 9 ? 3 * size : 1 + random.nextInt(size / 4));
            int from = random.nextInt(source.length);
            window.add(ByteBuffer.wrap(source), from, source.length - from);
            all.write(source, from, source.length - from);
            assertThat(window.length()).isEqualTo(Math.min(size, all.size()));
            assertHoldsTheLast(size, all.toByteArray(), window);
        }
    }

    private static void assertHoldsTheLast(int size, byte[] stream, SlidingWindow window) throws DataFormatException {
        byte[] expected = Arrays.copyOfRange(stream, Math.max(0, stream.length - size), stream.length);
        assertThat(inflatedCopyOf(expected, window)).as("after %d bytes", stream.length).isEqualTo(expected);
    }

    /** Inflates references to all of {@code expected}, and nothing else, with the window's own bytes. */
    private static byte[] inflatedCopyOf(byte[] expected, SlidingWindow window) throws DataFormatException {
        Deflater deflater = new Deflater(9, true);
        deflater.setDictionary(expected);
        deflater.setInput(expected);
        byte[] references = new byte[expected.length + 100];
        int count = deflater.deflate(references, 0, references.length, Deflater.SYNC_FLUSH);
        deflater.end();
        assertThat(count).isLessThan(20 + expected.length / 8);

        Inflater inflater = new Inflater(true);
        window.preset(inflater);
        inflater.setInput(references, 0, count);
        byte[] copy = new byte[expected.length];
        assertThat(inflater.inflate(copy)).isEqualTo(copy.length);
        inflater.end();
        return copy;
    }

    @Test
    void deflaterIsPresetWithTheLastBytesOnly() {
        byte[] noise = Payloads.random(new Random(1), 200);
        SlidingWindow window = new SlidingWindow(256);
        window.add(ByteBuffer.wrap(noise), 0, noise.length);
        assertThat(deflated(window, 200, Arrays.copyOfRange(noise, 0, 50))).isLessThan(20);
        assertThat(deflated(window, 100, Arrays.copyOfRange(noise, 0, 50))).isGreaterThan(50);
        assertThat(deflated(window, 100, Arrays.copyOfRange(noise, 100, 150))).isLessThan(20);
        assertThat(deflated(window, 0, Arrays.copyOfRange(noise, 150, 200))).isGreaterThan(50);
    }

    private static int deflated(SlidingWindow window, int most, byte[] message) {
        Deflater deflater = new Deflater(9, true);
        window.preset(deflater, most);
        deflater.setInput(message);
        int count = deflater.deflate(new byte[100], 0, 100, Deflater.SYNC_FLUSH);
        deflater.end();
        return count;
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 4096, 16_384})
    void holdsTheLastBytesHoweverOftenItIsShrunken(int size) throws DataFormatException {
        Random random = new Random(size);
        SlidingWindow window = new SlidingWindow(size);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        int shrunken = 0;
        for (int i = 0; i < 200; i++) {
            // Little enough to be kept beside what is packed, and enough to pack all again.
            byte[] source = i % 7 == 6 ? Payloads.random(random, size / 3) : Payloads.json(random, 1 + random.nextInt(size / 6));
            window.add(ByteBuffer.wrap(source), 0, source.length);
            all.writeBytes(source);
            if (window.isShrinkable()) {
                shrink(window);
                shrunken += window.isShrinkable() ? 0 : 1;
            }
            assertHoldsTheLast(size, all.toByteArray(), window);
        }
        assertThat(shrunken).isGreaterThan(50);
    }

    @Test
    void shrinkingIsWorthItWhereMuchHasCome() {
        SlidingWindow window = new SlidingWindow(32_768);
        window.add(ByteBuffer.wrap(new byte[4096]), 0, 4096);
        assertThat(window.isShrinkable()).isFalse();
        window.add(ByteBuffer.wrap(new byte[1]), 0, 1);
        assertThat(window.isShrinkable()).isTrue();
        shrink(window);
        assertThat(window.isShrinkable()).as("again").isFalse();
    }

    @Test
    void windowThatWasShrunkenIsPackedAgainOnlyWhenMuchHasCome() {
        SlidingWindow window = new SlidingWindow(32_768);
        window.add(ByteBuffer.wrap(Payloads.json(new Random(1), 32_768)), 0, 32_768);
        shrink(window);
        window.preset(new Inflater(true));
        window.add(ByteBuffer.wrap(new byte[4096]), 0, 4096);
        assertThat(window.isShrinkable()).isTrue();
        Deflater unused = new Deflater(-1, true);
        window.shrink(unused);
        assertThat(unused.getBytesRead()).isZero();

        window.preset(new Inflater(true));
        window.add(ByteBuffer.wrap(new byte[1]), 0, 1);
        window.shrink(unused);
        assertThat(unused.getBytesRead()).isEqualTo(32_768);
    }

    @Test
    void windowThatCannotBeCompressedStaysAsItIs() throws DataFormatException {
        byte[] noise = Payloads.random(new Random(1), 16_384);
        SlidingWindow window = new SlidingWindow(16_384);
        window.add(ByteBuffer.wrap(noise), 0, noise.length);
        shrink(window);
        assertThat(window.isShrinkable()).as("until much more has come").isFalse();
        assertThat(inflatedCopyOf(noise, window)).isEqualTo(noise);
    }

    private static void shrink(SlidingWindow window) {
        Deflater deflater = new Deflater(-1, true);
        window.shrink(deflater);
        deflater.end();
    }

    @Test
    void clearedItIsEmpty() {
        SlidingWindow window = new SlidingWindow(256);
        window.add(ByteBuffer.wrap(new byte[300]), 0, 300);
        window.clear();
        assertThat(window.length()).isZero();
    }
}
