package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.util.List;

/** A small extension on RSV2 that expands: pairs of count and byte. Messages that begin with fewer than two bytes pass. */
final class RunLengthExtension implements Extension {

    @Override
    public ExtensionHeader agreed() {
        return new ExtensionHeader("x-run-length", List.of());
    }

    @Override
    public int reservedBits() {
        return RSV2;
    }

    @Override
    public PayloadTransform.Inbound openInbound() {
        return new Expand();
    }

    @Override
    public PayloadTransform.Outbound openOutbound() {
        return new Shrink();
    }

    private static final class Expand implements PayloadTransform.Inbound {
        /** The count of a pair whose byte has not arrived; -1 between pairs. */
        private int count = -1;
        private int left;
        private byte value;

        @Override
        public boolean begin(int rsv) {
            count = -1;
            left = 0;
            return rsv != 0;
        }

        @Override
        public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException {
            while (true) {
                for (; left > 0; left--) {
                    if (!out.hasRemaining()) {
                        return false;
                    }
                    out.put(value);
                }
                if (!in.hasRemaining()) {
                    if (last && count >= 0) {
                        throw new ProtocolException(CloseStatus.INVALID_PAYLOAD, "half a pair");
                    }
                    return true;
                }
                if (count < 0) {
                    count = in.get() & 0xFF;
                } else {
                    value = in.get();
                    left = count;
                    count = -1;
                }
            }
        }

        @Override
        public void release() {
            left = 0;
        }
    }

    private static final class Shrink implements PayloadTransform.Outbound {
        /** Bytes of a pair that did not fit any more. */
        private final ByteBuffer pair = ByteBuffer.allocate(2).limit(0);

        @Override
        public int begin(long firstPartBytes, boolean whole) {
            return firstPartBytes < 2 ? 0 : RSV2;
        }

        @Override
        public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) {
            while (true) {
                while (pair.hasRemaining()) {
                    if (!out.hasRemaining()) {
                        return false;
                    }
                    out.put(pair.get());
                }
                if (!in.hasRemaining()) {
                    return true;
                }
                byte value = in.get();
                int count = 1;
                while (count < 255 && in.hasRemaining() && in.get(in.position()) == value) {
                    in.get();
                    count++;
                }
                pair.clear().put((byte) count).put(value).flip();
            }
        }

        @Override
        public void release() {
            pair.limit(0);
        }
    }
}
