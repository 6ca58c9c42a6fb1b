package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;

/** Two transforms in a row, the output of the first being the input of the second; pairs of pairs make longer rows. */
abstract class TransformPair implements PayloadTransform {

    private static final int BETWEEN_BYTES = 4096;

    private final PayloadTransform first;
    private final PayloadTransform second;
    /** Which of the two take part in the current message. */
    private boolean firstActive;
    private boolean secondActive;
    /** What the first has made and the second has not yet taken; cleared for writing between calls. */
    private ByteBuffer between;
    /** Whether the first has used up the current input. */
    private boolean firstDone;

    TransformPair(PayloadTransform first, PayloadTransform second) {
        this.first = first;
        this.second = second;
    }

    final boolean begin(boolean withFirst, boolean withSecond) {
        firstActive = withFirst;
        secondActive = withSecond;
        firstDone = false;
        if (between != null) {
            between.clear();
        }
        return withFirst || withSecond;
    }

    @Override
    public final boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException {
        if (!secondActive) {
            return first.transform(in, last, out);
        }
        if (!firstActive) {
            return second.transform(in, last, out);
        }
        if (between == null) {
            between = ByteBuffer.allocate(BETWEEN_BYTES);
        }
        while (true) {
            if (!firstDone) {
                firstDone = first.transform(in, last, between);
            }
            between.flip();
            boolean secondDone = second.transform(between, last && firstDone, out);
            between.compact();
            if (!secondDone) {
                return false;
            }
            if (firstDone) {
                firstDone = false;
                return true;
            }
        }
    }

    @Override
    public final void release() {
        first.release();
        second.release();
    }

    /** Incoming: the extension applied last by the sender comes first (RFC 6455, 9.1). */
    static final class Incoming extends TransformPair implements PayloadTransform.Inbound {
        private final PayloadTransform.Inbound first;
        private final PayloadTransform.Inbound second;

        Incoming(PayloadTransform.Inbound first, PayloadTransform.Inbound second) {
            super(first, second);
            this.first = first;
            this.second = second;
        }

        @Override
        public boolean begin(int rsv) {
            return begin(first.begin(rsv), second.begin(rsv));
        }
    }

    /** Outgoing: in the order of the agreed list. */
    static final class Outgoing extends TransformPair implements PayloadTransform.Outbound {
        private final PayloadTransform.Outbound first;
        private final PayloadTransform.Outbound second;

        Outgoing(PayloadTransform.Outbound first, PayloadTransform.Outbound second) {
            super(first, second);
            this.first = first;
            this.second = second;
        }

        @Override
        public int begin(long firstPartBytes, boolean whole) {
            int firstBits = first.begin(firstPartBytes, whole);
            int secondBits = second.begin(firstPartBytes, whole);
            begin(firstBits != 0, secondBits != 0);
            return firstBits | secondBits;
        }
    }
}
