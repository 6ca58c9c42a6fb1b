package dev.bosphorus.container.session.sink;

import dev.bosphorus.adapter.model.Callback;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Passes text on as it comes, never half a code point. */
final class PartialTextSink implements MessageSink {

    private final Recipient recipient;
    private final Callback callback;
    /** The first bytes of a code point whose rest has not come; {@code null} where there is none. */
    private byte[] cut;

    PartialTextSink(Recipient recipient, Callback callback) {
        this.recipient = recipient;
        this.callback = callback;
    }

    @Override
    public void accept(ByteBuffer part, boolean last) {
        int before = cut == null ? 0 : cut.length;
        byte[] bytes = new byte[before + part.remaining()];
        if (before > 0) {
            System.arraycopy(cut, 0, bytes, 0, before);
        }
        part.get(bytes, before, bytes.length - before);
        int complete = last ? bytes.length : completeBytes(bytes);
        cut = complete == bytes.length ? null : Arrays.copyOfRange(bytes, complete, bytes.length);
        if (complete > 0 || last) {
            recipient.deliver(callback, new String(bytes, 0, complete, StandardCharsets.UTF_8), last);
        }
    }

    @Override
    public void accept(String text) {
        recipient.deliver(callback, text, true);
    }

    /** How many bytes of valid UTF-8 end with a whole code point. */
    private static int completeBytes(byte[] bytes) {
        int lead = bytes.length - 1;
        while (lead >= 0 && (bytes[lead] & 0xC0) == 0x80) {
            lead--;
        }
        if (lead < 0) {
            return bytes.length;
        }
        int first = bytes[lead] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        return lead + length > bytes.length ? lead : bytes.length;
    }
}
