package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.ExtensionHeader;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;

/** An extension that changes nothing, counts, and breaks when it is told to. */
final class FakeExtension implements Extension {

    boolean broken;
    /** How often its transform has been released. */
    int released;
    /** How often its transform of what is received has been shrunken. */
    int shrunken;

    @Override
    public ExtensionHeader agreed() {
        throw new UnsupportedOperationException("the handshake is over");
    }

    @Override
    public int reservedBits() {
        return RSV1;
    }

    @Override
    public PayloadTransform.Inbound openInbound() {
        return new PayloadTransform.Inbound() {
            @Override
            public boolean begin(int rsv) {
                return rsv != 0;
            }

            @Override
            public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) {
                out.put(in);
                return true;
            }

            @Override
            public void shrink() {
                shrunken++;
                if (broken) {
                    throw new IllegalStateException("broken");
                }
            }

            @Override
            public void release() {
                // There is nothing to give back.
            }
        };
    }

    @Override
    public PayloadTransform.Outbound openOutbound() {
        return new PayloadTransform.Outbound() {
            @Override
            public int begin(long firstPartBytes, boolean whole) {
                return RSV1;
            }

            @Override
            public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException {
                if (broken) {
                    throw new ProtocolException(CloseStatus.INTERNAL_ERROR, "broken");
                }
                out.put(in);
                return true;
            }

            @Override
            public void release() {
                released++;
            }
        };
    }
}
