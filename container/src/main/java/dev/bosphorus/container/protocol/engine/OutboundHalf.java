package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.Opcode;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** The sending half: messages and control frames to a chain of frames. Owned by the engine. */
final class OutboundHalf {

    private static final int FIN = 0x80;

    private final boolean masked;
    private final List<Extension> extensions;
    private final EngineResources resources;

    /** The frames not yet taken. */
    private OutboundFrame head;
    private OutboundFrame tail;

    /** TEXT or BINARY where a message has been begun and not ended; else {@code null}. */
    private Opcode openMessage;
    /** The row of extensions; opened with the first message. */
    private PayloadTransform.Outbound transform;
    private boolean transforming;

    OutboundHalf(boolean masked, List<Extension> extensions, EngineResources resources) {
        this.masked = masked;
        this.extensions = extensions;
        this.resources = resources;
    }

    void message(Opcode kind, ByteBuffer payload, boolean last) {
        int firstByte = last ? FIN : 0;
        if (openMessage == null) {
            int rsv = extensions.isEmpty() ? 0 : transform().begin(payload.remaining(), last);
            transforming = rsv != 0;
            firstByte |= rsv | kind.code();
        } else if (openMessage != kind) {
            throw new IllegalStateException("a " + openMessage + " message is under way, a " + kind + " message cannot begin");
        }
        openMessage = last ? null : kind;
        append(firstByte, transforming ? transformed(payload, last) : payload);
    }

    void control(Opcode kind, ByteBuffer payload) {
        append(FIN | kind.code(), payload);
    }

    OutboundFrame take() {
        OutboundFrame frame = head;
        if (frame != null) {
            head = frame.next();
            if (head == null) {
                tail = null;
            }
            frame.setNext(null);
        }
        return frame;
    }

    void release() {
        if (transform != null) {
            transform.release();
            transform = null;
        }
    }

    private void append(int firstByte, ByteBuffer payload) {
        int key = masked ? resources.maskingKeys().getAsInt() : 0;
        OutboundFrame frame = new OutboundFrame(firstByte, payload, masked, key);
        if (tail == null) {
            head = frame;
        } else {
            tail.setNext(frame);
        }
        tail = frame;
    }

    private PayloadTransform.Outbound transform() {
        if (transform == null) {
            for (Extension extension : extensions) {
                PayloadTransform.Outbound next = extension.openOutbound();
                transform = transform == null ? next : new TransformPair.Outgoing(transform, next);
            }
        }
        return transform;
    }

    private ByteBuffer transformed(ByteBuffer payload, boolean last) {
        ByteBuffer scratch = resources.scratch().take();
        try {
            byte[] result = new byte[0];
            int size = 0;
            boolean done;
            do {
                scratch.clear();
                done = transform.transform(payload, last, scratch);
                int count = scratch.flip().remaining();
                if (size + count > result.length) {
                    result = Arrays.copyOf(result, done ? size + count : Math.max(2 * result.length, size + count));
                }
                scratch.get(result, size, count);
                size += count;
            } while (!done);
            return ByteBuffer.wrap(result, 0, size);
        } catch (ProtocolException e) {
            throw new IllegalStateException("an extension failed to transform an outgoing message", e);
        } finally {
            resources.scratch().give(scratch);
        }
    }
}
