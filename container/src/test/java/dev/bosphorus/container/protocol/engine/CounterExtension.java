package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import java.nio.ByteBuffer;
import java.util.List;

/** A small extension on RSV3 that xors each byte of a message with its index: the order it is applied in shows. */
final class CounterExtension implements Extension {

    /** Transforms opened and not released. */
    private int open;

    int open() {
        return open;
    }

    @Override
    public ExtensionHeader agreed() {
        return new ExtensionHeader("x-counter", List.of());
    }

    @Override
    public int reservedBits() {
        return RSV3;
    }

    @Override
    public PayloadTransform.Inbound openInbound() {
        return new Counter();
    }

    @Override
    public PayloadTransform.Outbound openOutbound() {
        return new Counter();
    }

    private final class Counter implements PayloadTransform.Inbound, PayloadTransform.Outbound {
        private int index;

        private Counter() {
            open++;
        }

        @Override
        public boolean begin(int rsv) {
            index = 0;
            return rsv != 0;
        }

        @Override
        public int begin(long firstPartBytes, boolean whole) {
            index = 0;
            return RSV3;
        }

        @Override
        public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) {
            while (in.hasRemaining()) {
                if (!out.hasRemaining()) {
                    return false;
                }
                out.put((byte) (in.get() ^ index++));
            }
            return true;
        }

        @Override
        public void release() {
            open--;
        }
    }
}
