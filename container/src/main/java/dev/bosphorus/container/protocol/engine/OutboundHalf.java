package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.HeaderWriter;
import dev.bosphorus.container.protocol.frame.Opcode;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** Messages in, frames out: fragmentation, extensions, masking, and the frames that wait to be taken. */
final class OutboundHalf {

    /** So many Pongs may wait at a time; beyond, only the latest Ping is answered (RFC 6455, 5.5.3). */
    static final int MAX_WAITING_PONGS = 16;
    private static final int MAX_CONTROL_PAYLOAD = 125;
    private static final int LARGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** Whether frames are masked: those of a client (RFC 6455, 5.1). */
    private final boolean masked;
    private final List<Extension> extensions;
    private final EngineResources resources;

    /** The first of the frames that wait to be taken. */
    private OutboundFrame head;
    private OutboundFrame tail;
    /** The answer to the latest Ping, while it waits. */
    private OutboundFrame lastAnswer;
    /** How many answers to Pings wait. */
    private int waitingAnswers;

    /** The type of the fragmented message that the application has begun; {@code null} between messages. */
    private Opcode underWay;
    /** Opened with the first message; {@code null} before, and always where no extension is agreed. */
    private PayloadTransform.Outbound[] transforms;
    private TransformChain chain;

    OutboundHalf(Role role, List<Extension> extensions, EngineResources resources) {
        this.masked = role == Role.CLIENT;
        this.extensions = extensions;
        this.resources = resources;
    }

    /**
     * Queues a message or a part of one.
     *
     * @param extended whether extensions see it; said with its first part
     * @throws IllegalStateException where a message of the other type is under way
     * @throws ProtocolException     where an extension fails
     */
    void message(Opcode type, ByteBuffer payload, boolean last, boolean extended) throws ProtocolException {
        boolean first = underWay == null;
        if (!first && underWay != type) {
            throw new IllegalStateException("a message of type " + underWay + " is not ended yet");
        }
        // RFC 7692, 6: extensions see the message, so their bits stand on its first frame only.
        int rsv = first && !extensions.isEmpty() ? beginTransforms(payload.remaining(), last, extended) : 0;
        boolean transformed = chain != null && !chain.isEmpty();
        ByteBuffer body = transformed ? transformed(chain, payload, last, resources) : payload;
        int opcode = (first ? type : Opcode.CONTINUATION).code();
        append(frame((last ? HeaderWriter.FIN : 0) | rsv | opcode, body, transformed));
        underWay = last ? null : type;
    }

    /**
     * Queues a message that many connections share.
     *
     * @throws IllegalStateException where another message is under way
     * @throws ProtocolException     where an extension fails
     */
    void prepared(SharedMessage message) throws ProtocolException {
        Opcode type = message.isText() ? Opcode.TEXT : Opcode.BINARY;
        SharedMessage.Encoded encoded = underWay == null ? message.encodedFor(extensions, resources) : null;
        if (encoded == null) {
            message(type, message.payload(), true, true);
            return;
        }
        if (encoded.rsv() != 0) {
            // RFC 7692, 7.2.3.2: the peer's window now ends with this message, which ours has not seen; so ours begins afresh.
            forgetHistory();
        }
        append(frame(HeaderWriter.FIN | encoded.rsv() | type.code(), encoded.payload(), true));
    }

    private void forgetHistory() {
        if (transforms != null) {
            for (PayloadTransform.Outbound transform : transforms) {
                transform.release();
            }
        }
    }

    /** Queues a Ping or an unsolicited Pong. */
    void control(Opcode type, ByteBuffer payload) {
        if (payload.remaining() > MAX_CONTROL_PAYLOAD) {
            throw new IllegalArgumentException("a control frame has at most 125 bytes, not " + payload.remaining());
        }
        append(frame(HeaderWriter.FIN | type.code(), payload, false));
    }

    /** Queues the Pong that answers a Ping, with a copy of its payload, which stays as it is. */
    void answer(ByteBuffer ping) {
        byte[] copy = new byte[ping.remaining()];
        ping.get(ping.position(), copy);
        ByteBuffer payload = ByteBuffer.wrap(copy);
        if (waitingAnswers < MAX_WAITING_PONGS) {
            waitingAnswers++;
            lastAnswer = frame(HeaderWriter.FIN | Opcode.PONG.code(), payload, true);
            append(lastAnswer);
        } else {
            lastAnswer.replacePayload(payload);
        }
    }

    /** Queues a Close with that body. */
    void close(byte[] body) {
        append(frame(HeaderWriter.FIN | Opcode.CLOSE.code(), ByteBuffer.wrap(body), true));
    }

    /** The next frame to write, unlinked, or {@code null}. */
    OutboundFrame take() {
        OutboundFrame frame = head;
        if (frame != null) {
            head = frame.next();
            frame.setNext(null);
            if (head == null) {
                tail = null;
            }
            if (frame == lastAnswer) {
                lastAnswer = null;
                waitingAnswers = 0;
            }
        }
        return frame;
    }

    void release() {
        forgetHistory();
        transforms = null;
        chain = null;
    }

    private void append(OutboundFrame frame) {
        if (head == null) {
            head = frame;
        } else {
            tail.setNext(frame);
        }
        tail = frame;
    }

    private OutboundFrame frame(int firstByte, ByteBuffer payload, boolean detached) {
        int key = masked ? resources.maskingKeys().getAsInt() : 0;
        return new OutboundFrame(firstByte, payload, detached, masked, key);
    }

    /** Begins a message with every extension, in the order agreed (RFC 6455, 9.1). @return the reserved bits to set */
    private int beginTransforms(long firstPartBytes, boolean whole, boolean extended) {
        if (!extended) {
            if (chain != null) {
                chain.clear();
            }
            return 0;
        }
        if (chain == null) {
            transforms = new PayloadTransform.Outbound[extensions.size()];
            for (int i = 0; i < transforms.length; i++) {
                transforms[i] = extensions.get(i).openOutbound();
            }
            chain = new TransformChain(transforms.length, resources.scratch());
        }
        chain.clear();
        int rsv = 0;
        for (PayloadTransform.Outbound transform : transforms) {
            int bits = transform.begin(firstPartBytes, whole);
            if (bits != 0) {
                rsv |= bits;
                chain.add(transform);
            }
        }
        return rsv;
    }

    /** What the extensions make of a part: in an array of the right size where it is small, else in one that has grown. */
    static ByteBuffer transformed(TransformChain chain, ByteBuffer part, boolean last, EngineResources resources)
            throws ProtocolException {
        ByteBuffer lent = resources.scratch().take();
        try {
            chain.feed(part, last);
            boolean done = chain.drainTo(lent);
            lent.flip();
            if (done) {
                return ByteBuffer.allocate(lent.remaining()).put(lent).flip();
            }
            ByteBuffer grown = ByteBuffer.allocate(grownCapacity(Math.max(lent.remaining(), part.remaining()))).put(lent);
            while (!chain.drainTo(grown)) {
                grown = ByteBuffer.wrap(Arrays.copyOf(grown.array(), grownCapacity(grown.capacity())))
                        .position(grown.position());
            }
            return grown.flip();
        } finally {
            resources.scratch().give(lent);
        }
    }

    private static int grownCapacity(int capacity) {
        return (int) Math.min(2L * capacity, LARGEST_ARRAY);
    }
}
