package dev.bosphorus.benchmarks.compare;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** What messages are made of. */
enum Content {
    BINARY(2, false) {
        @Override
        byte[] message(int number, int bytes) {
            byte[] message = new byte[bytes];
            new Random(number).nextBytes(message);
            return message;
        }
    },
    ASCII(1, false) {
        @Override
        byte[] message(int number, int bytes) {
            return cut("Message " + number + ": the strait has two currents, one over the other. ", bytes);
        }
    },
    MULTI_BYTE(1, false) {
        @Override
        byte[] message(int number, int bytes) {
            return cut(number + "博斯普鲁斯海峡有两股水流，İstanbul Boğazı, два течения. ", bytes);
        }
    },
    DEFLATED_JSON(1, true) {
        @Override
        byte[] message(int number, int bytes) {
            StringBuilder json = new StringBuilder("[");
            for (int id = number * 100; json.length() < bytes - 1; id++) {
                json.append("{\"id\":").append(id).append(",\"bid\":").append(id * 104_729L % 10_007).append(",\"venue\":\"IST\"},");
            }
            return cut(json.toString(), bytes);
        }
    };

    private final int opcode;
    private final boolean deflated;

    Content(int opcode, boolean deflated) {
        this.opcode = opcode;
        this.deflated = deflated;
    }

    int opcode() {
        return opcode;
    }

    /** Whether permessage-deflate is negotiated and used. */
    boolean deflated() {
        return deflated;
    }

    /** Messages of different numbers differ. */
    abstract byte[] message(int number, int bytes);

    /** That text over and over, up to a whole character, filled up with points. */
    private static byte[] cut(String text, int bytes) {
        StringBuilder all = new StringBuilder();
        int length = 0;
        for (int i = 0; length < bytes; i = (i + 1) % text.length()) {
            int more = String.valueOf(text.charAt(i)).getBytes(StandardCharsets.UTF_8).length;
            all.append(length + more <= bytes ? text.charAt(i) : '.');
            length += length + more <= bytes ? more : 1;
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
