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
            byte[] stream = all.toByteArray();
            assertThat(window.length()).isEqualTo(Math.min(size, stream.length));
            byte[] expected = Arrays.copyOfRange(stream, stream.length - window.length(), stream.length);
            assertThat(inflatedCopyOf(expected, window)).isEqualTo(expected);
        }
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

    @Test
    void clearedItIsEmpty() {
        SlidingWindow window = new SlidingWindow(256);
        window.add(ByteBuffer.wrap(new byte[300]), 0, 300);
        window.clear();
        assertThat(window.length()).isZero();
    }
}
