package dev.bosphorus.tck.wire.cases;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** What cases send. The same for the same size in every run. */
final class Payloads {

    private static final String ALPHABET = "Bosphorus 0123456789 {\"strait\":\"Boğaziçi\",\"水\":[1,2,3],\"🌊\":true} ";

    private Payloads() {
    }

    /** Bytes that do not compress. */
    static byte[] binary(int size) {
        byte[] bytes = new byte[size];
        SplittableRandom random = new SplittableRandom(size);
        random.nextBytes(bytes);
        return bytes;
    }

    /** UTF-8 with characters of one to four bytes, of exactly that size. */
    static byte[] text(int size) {
        byte[] pattern = ALPHABET.getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[size];
        int whole = size - size % pattern.length;
        for (int at = 0; at < whole; at += pattern.length) {
            System.arraycopy(pattern, 0, bytes, at, pattern.length);
        }
        // The rest is filled up with characters of one byte: no character may be cut.
        for (int at = whole; at < size; at++) {
            bytes[at] = (byte) ('a' + at % 26);
        }
        return bytes;
    }

    /** Text that compresses as JSON does, and is not the same all over. */
    static byte[] json(int size, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(size + 64);
        while (text.length() < size) {
            text.append("{\"id\":").append(random.nextInt(1 << 20)).append(",\"name\":\"ferry ").append(random.nextInt(90))
                    .append("\",\"position\":[").append(random.nextInt(1000)).append(',').append(random.nextInt(1000)).append("]},");
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] concat(byte[]... parts) {
        int size = 0;
        for (byte[] part : parts) {
            size += part.length;
        }
        byte[] all = new byte[size];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
