package dev.bosphorus.tck.wire.frame;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Reads frames and says what is wrong with them. Knows nothing of the code under test. */
public final class FrameReader {

    private static final int LONGEST_PAYLOAD = 64 << 20;

    private final DataInputStream in;
    private final Subject from;

    /** @param from whose frames they are */
    public FrameReader(InputStream in, Subject from) {
        this.in = new DataInputStream(in);
        this.from = from;
    }

    /**
     * Waits for the next frame.
     *
     * @return {@code null} where the stream ends between two frames
     * @throws EOFException where it ends within one
     * @throws IOException  where it fails, or a frame is too long to be held
     */
    public InFrame next() throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int second = in.readUnsignedByte();
        boolean masked = (second & 0x80) != 0;
        int form = second & 0x7f;
        long length = form == 126 ? in.readUnsignedShort() : form == 127 ? in.readLong() : form;
        int opcode = first & 0xf;
        boolean fin = (first & 0x80) != 0;
        String fault = fault(opcode, fin, masked, form, length);
        if (length < 0 || length > LONGEST_PAYLOAD) {
            throw new IOException("a frame that states a payload of " + Long.toUnsignedString(length) + " bytes");
        }
        int key = masked ? in.readInt() : 0;
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        if (key != 0) {
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= (byte) (key >>> (24 - 8 * (i & 3)));
            }
        }
        return new InFrame(fin, first >> 4 & 7, opcode, masked, key, payload, fault);
    }

    private String fault(int opcode, boolean fin, boolean masked, int form, long length) {
        if (masked != (from == Subject.CLIENT)) {
            return "a frame that is " + (masked ? "masked" : "not masked") + " (5.1)";
        }
        if (form == 126 && length < 126 || form == 127 && length >= 0 && length < 65_536) {
            return "a length of " + length + " that is not in its shortest form (5.2)";
        }
        if (Opcodes.isControl(opcode) && (!fin || form > 125)) {
            return "a control frame that is " + (fin ? "longer than 125 bytes" : "fragmented") + " (5.5)";
        }
        return opcode > Opcodes.BINARY && opcode < Opcodes.CLOSE || opcode > Opcodes.PONG
                ? "a frame with the reserved opcode 0x" + Integer.toHexString(opcode) + " (5.2)" : null;
    }
}
