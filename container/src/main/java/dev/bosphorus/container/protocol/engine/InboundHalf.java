package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.HeaderReader;
import dev.bosphorus.container.protocol.frame.Masker;
import dev.bosphorus.container.protocol.frame.Opcode;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.frame.Utf8;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The receiving half: bytes to messages and control frames. Owned by the engine. */
final class InboundHalf {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
    private static final int MAX_CONTROL_BYTES = 125;
    private static final long ONE_SECOND = 1_000_000_000L;

    private final HeaderReader header;
    private final boolean masked;
    private final ProtocolLimits limits;
    private final List<Extension> extensions;
    private final EngineResources resources;

    /** The bytes received last, or {@code null} where all are consumed. */
    private ByteBuffer in;
    private long arrivedNanos;
    /** Whether a header has been read whose payload is not yet complete. */
    private boolean inFrame;
    /** Bytes of the frame's payload taken so far. */
    private long frameBytes;

    /** TEXT or BINARY of the message under way. */
    private Opcode messageKind;
    /** Bytes of the message so far, after extensions. */
    private long messageBytes;
    /** The limit the message began with. */
    private long messageLimit;
    private int fragments;
    private final Utf8 utf8 = new Utf8();

    /** The row of extensions; opened with the first message. */
    private PayloadTransform.Inbound transform;
    private boolean transforming;
    /** What the transform is working on, or {@code null}; the rest of it is output that did not fit. */
    private ByteBuffer transformInput;
    private boolean transformLast;
    /** Lent while transformed parts are handed out. */
    private ByteBuffer scratch;

    /** The payload of the control frame under way; created with the first that has one. */
    private ByteBuffer control;
    private long controlWindowNanos;
    private int controlFrames;

    private long maxTextBytes;
    private long maxBinaryBytes;

    InboundHalf(boolean masked, ProtocolLimits limits, List<Extension> extensions, EngineResources resources) {
        this.masked = masked;
        this.limits = limits;
        this.extensions = extensions;
        this.resources = resources;
        int reserved = 0;
        for (Extension extension : extensions) {
            reserved |= extension.reservedBits();
        }
        this.header = new HeaderReader(masked, reserved);
        this.maxTextBytes = limits.maxMessageBytes();
        this.maxBinaryBytes = limits.maxMessageBytes();
    }

    void receive(ByteBuffer bytes, long nanoTime) {
        if (in != null) {
            throw new IllegalStateException("bytes received before are not yet consumed");
        }
        if (bytes.hasRemaining()) {
            in = bytes.order(ByteOrder.nativeOrder());
            arrivedNanos = nanoTime;
        }
    }

    boolean hasInput() {
        return in != null && in.hasRemaining() || transformInput != null;
    }

    /** Takes a copy of the input not yet read, so that the caller's buffer is free. */
    void detach() {
        if (in != null) {
            in = copyOf(in).order(ByteOrder.nativeOrder());
        }
        if (transformInput != null) {
            transformInput = copyOf(transformInput);
        }
    }

    private static ByteBuffer copyOf(ByteBuffer rest) {
        ByteBuffer copy = ByteBuffer.allocate(rest.remaining());
        return copy.put(rest).flip();
    }

    /** Leaves the rest of the input unread. */
    void drop() {
        if (in != null) {
            in.position(in.limit());
            in = null;
        }
        transformInput = null;
        giveScratch();
    }

    void release() {
        drop();
        if (transform != null) {
            transform.release();
        }
    }

    void setMaxTextBytes(long bytes) {
        maxTextBytes = bytes;
    }

    void setMaxBinaryBytes(long bytes) {
        maxBinaryBytes = bytes;
    }

    /** As {@link WebSocketEngine#poll}, but for what follows from a Close frame, which is the engine's. */
    Event poll(CloseReceiver closing) throws ProtocolException {
        while (true) {
            if (transformInput != null) {
                Event event = transformed();
                if (event != null) {
                    return event;
                }
            }
            giveScratch();
            if (!inFrame) {
                if (in == null || !header.read(in)) {
                    in = null;
                    return null;
                }
                beginFrame();
            }
            Event event = header.opcode().isControl() ? controlFrame(closing) : dataFrame();
            if (event != null) {
                return event;
            }
            if (inFrame && (in == null || !in.hasRemaining())) {
                in = null;
                return null;
            }
        }
    }

    /** Takes the status of the peer's Close frame. */
    interface CloseReceiver {
        Event received(CloseStatus status);
    }

    private void beginFrame() throws ProtocolException {
        inFrame = true;
        frameBytes = 0;
        if (header.opcode().isControl()) {
            countControlFrame();
        } else {
            beginDataFrame();
        }
    }

    private void countControlFrame() throws ProtocolException {
        if (header.opcode() == Opcode.CLOSE) {
            return;
        }
        if (controlFrames == 0 || arrivedNanos - controlWindowNanos >= ONE_SECOND) {
            controlWindowNanos = arrivedNanos;
            controlFrames = 0;
        }
        if (++controlFrames > limits.maxControlFramesPerSecond()) {
            throw new ProtocolException(CloseStatus.POLICY_VIOLATION,
                    "more than " + limits.maxControlFramesPerSecond() + " control frames in one second");
        }
    }

    private void beginDataFrame() throws ProtocolException {
        long length = header.length();
        if (length > limits.maxFrameBytes()) {
            throw tooBig("frame of " + length + " bytes", "maxFrameBytes", limits.maxFrameBytes());
        }
        if (header.opcode() != Opcode.CONTINUATION) {
            messageKind = header.opcode();
            messageBytes = 0;
            messageLimit = messageKind == Opcode.TEXT ? maxTextBytes : maxBinaryBytes;
            fragments = 0;
            utf8.reset();
            transforming = !extensions.isEmpty() && transform().begin(header.rsv());
        }
        if (++fragments > limits.maxFragments()) {
            throw new ProtocolException(CloseStatus.POLICY_VIOLATION,
                    "more than " + limits.maxFragments() + " fragments in one message");
        }
        if (!transforming && length > messageLimit - messageBytes) {
            throw messageTooBig();
        }
    }

    private ProtocolException messageTooBig() {
        return tooBig(messageKind == Opcode.TEXT ? "text message" : "binary message", "maximum message size", messageLimit);
    }

    private static ProtocolException tooBig(String what, String setting, long limit) {
        return new ProtocolException(CloseStatus.MESSAGE_TOO_BIG,
                what + " is larger than the " + setting + " of " + limit + " bytes");
    }

    private Event controlFrame(CloseReceiver closing) throws ProtocolException {
        if (header.length() > 0) {
            if (control == null) {
                control = ByteBuffer.allocate(MAX_CONTROL_BYTES);
            }
            if (frameBytes == 0) {
                control.clear();
            }
            ByteBuffer piece = takePayload();
            control.put(piece);
            if (inFrame) {
                return null;
            }
        }
        inFrame = false;
        ByteBuffer payload = header.length() == 0 ? NOTHING.duplicate() : control.flip();
        return switch (header.opcode()) {
            case PING -> new Event.Ping(payload);
            case PONG -> new Event.Pong(payload);
            default -> closing.received(CloseStatus.parse(payload));
        };
    }

    private Event dataFrame() throws ProtocolException {
        ByteBuffer piece = takePayload();
        boolean last = !inFrame && header.fin();
        if (transforming) {
            transformInput = piece;
            transformLast = last;
            return null;
        }
        messageBytes += piece.remaining();
        return piece.hasRemaining() || last ? part(piece, last) : null;
    }

    /** What is there of the frame's payload, unmasked in place; ends the frame where it is the rest. */
    private ByteBuffer takePayload() {
        long missing = header.length() - frameBytes;
        int count = (int) Math.min(missing, in.remaining());
        int from = in.position();
        if (masked && count > 0) {
            Masker.apply(header.maskingKey(), frameBytes, in, from, from + count);
        }
        ByteBuffer piece = in.slice(from, count);
        in.position(from + count);
        frameBytes += count;
        inFrame = frameBytes < header.length();
        return piece;
    }

    private Event transformed() throws ProtocolException {
        if (scratch == null) {
            scratch = resources.scratch().take();
        }
        scratch.clear();
        boolean done = transform.transform(transformInput, transformLast, scratch);
        scratch.flip();
        messageBytes += scratch.remaining();
        if (messageBytes > messageLimit) {
            throw messageTooBig();
        }
        boolean last = done && transformLast;
        if (done) {
            transformInput = null;
        }
        return scratch.hasRemaining() || last ? part(scratch, last) : null;
    }

    private Event part(ByteBuffer part, boolean last) throws ProtocolException {
        if (messageKind == Opcode.BINARY) {
            return new Event.Binary(part, last);
        }
        // RFC 6455, 8.1: text that is not UTF-8 fails the connection; at once, not at the end of the message.
        if (!utf8.accept(part) || last && !utf8.isComplete()) {
            throw new ProtocolException(CloseStatus.INVALID_PAYLOAD, "the text message is not UTF-8");
        }
        return new Event.Text(part, last);
    }

    private PayloadTransform.Inbound transform() {
        if (transform == null) {
            // RFC 6455, 9.1: what the sender applied last is undone first.
            for (int i = extensions.size() - 1; i >= 0; i--) {
                PayloadTransform.Inbound next = new OwnBits(extensions.get(i));
                transform = transform == null ? next : new TransformPair.Incoming(transform, next);
            }
        }
        return transform;
    }

    private void giveScratch() {
        if (scratch != null) {
            resources.scratch().give(scratch);
            scratch = null;
        }
    }

    /** Shows an extension only the reserved bits that are its own. */
    private static final class OwnBits implements PayloadTransform.Inbound {
        private final int bits;
        private final PayloadTransform.Inbound transform;

        OwnBits(Extension extension) {
            this.bits = extension.reservedBits();
            this.transform = extension.openInbound();
        }

        @Override
        public boolean begin(int rsv) {
            return transform.begin(rsv & bits);
        }

        @Override
        public boolean transform(ByteBuffer in, boolean last, ByteBuffer out) throws ProtocolException {
            return transform.transform(in, last, out);
        }

        @Override
        public void release() {
            transform.release();
        }
    }
}
