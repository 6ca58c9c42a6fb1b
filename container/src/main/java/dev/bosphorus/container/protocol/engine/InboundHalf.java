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
import java.util.List;

/**
 * Bytes in, events out: framing, unmasking, extensions, UTF-8 and limits.
 *
 * <p>It only reads. That a Ping is answered and what a Close leads to is the engine's business; a Close frame comes out as
 * {@link Event.Closed}, after which nothing may be polled any more.
 */
final class InboundHalf {

    private static final long SECOND = 1_000_000_000L;

    private final HeaderReader header;
    private final ProtocolLimits limits;
    private final List<Extension> extensions;
    private final EngineResources resources;

    /** What the peer sent and is not consumed yet; {@code null} where all is. */
    private ByteBuffer input;
    private long arrivedAt;

    /** Whether the header's payload is not all taken. */
    private boolean inFrame;
    private long frameRemaining;
    /** The masking key for the next byte of payload. */
    private int maskingKey;
    /** A control frame's payload of which the rest has not arrived; {@code null} most of the time. */
    private ByteBuffer controlPayload;

    /** Checks text that comes in parts; {@code null} before the first. */
    private Utf8 utf8;

    private long maxTextBytes;
    private long maxBinaryBytes;
    /** Whether the message under way is text. */
    private boolean text;
    /** The limit that the message under way began with. */
    private long messageLimit;
    /** Bytes of the message under way, as the application gets them: arrived, or announced by a header. */
    private long messageBytes;
    private int fragments;

    /** When the second began in which {@link #controlFrames} are counted. */
    private long secondBegan;
    private int controlFrames;

    /** Opened with the first message, in the order of use; {@code null} before, and where no extension is agreed. */
    private PayloadTransform.Inbound[] transforms;
    private TransformChain chain;
    /** Whether the message under way passes the chain. */
    private boolean transforming;
    /** Whether the chain holds bytes that have not all come out. */
    private boolean chainFed;
    /** Whether the bytes in the chain end their message. */
    private boolean chainFedLast;
    /** When the latest message arrived of which transforms may keep something that has not been shrunken yet. */
    private long shrinkableSince = WebSocketEngine.NEVER;
    /** The buffer of the latest event, where it has to be given back. */
    private ByteBuffer lent;

    InboundHalf(HeaderReader header, ProtocolLimits limits, List<Extension> extensions, EngineResources resources) {
        this.header = header;
        this.limits = limits;
        this.extensions = extensions;
        this.resources = resources;
        this.maxTextBytes = limits.maxMessageBytes();
        this.maxBinaryBytes = limits.maxMessageBytes();
    }

    void setMaxTextMessageBytes(long bytes) {
        maxTextBytes = bytes;
    }

    void setMaxBinaryMessageBytes(long bytes) {
        maxBinaryBytes = bytes;
    }

    void receive(ByteBuffer bytes, long nanoTime) {
        if (hasInput()) {
            throw new IllegalStateException("the bytes received before are not consumed yet");
        }
        reclaim();
        input = bytes;
        arrivedAt = nanoTime;
    }

    boolean hasInput() {
        return chainFed || input != null && input.hasRemaining();
    }

    /** The next event, or {@code null} where all bytes are consumed. */
    Event poll() throws ProtocolException {
        while (chainFed) {
            Event event = drainChain();
            if (event != null) {
                return event;
            }
        }
        while (input != null) {
            if (!inFrame) {
                if (!header.read(input)) {
                    break;
                }
                beginFrame();
            }
            Event event = header.opcode().isControl() ? controlFrame() : dataFrame();
            if (event != null) {
                return event;
            }
            if (!input.hasRemaining()) {
                break;
            }
        }
        input = null;
        return null;
    }

    /** Copies what is not consumed yet, so that the buffer it was received in is free. */
    void detach() {
        if (input != null) {
            input = copyOf(input);
        }
        if (chainFed) {
            chain.detach();
        }
    }

    /** Takes back the buffer of the latest event, which is no longer valid. */
    void reclaim() {
        if (lent != null) {
            resources.scratch().give(lent);
            lent = null;
        }
    }

    /** Consumes all bytes unread. The latest event stays valid: its reader may be another thread. */
    void discard() {
        if (input != null) {
            input.position(input.limit());
            input = null;
        }
        controlPayload = null;
        if (chain != null) {
            chain.giveBack();
            chainFed = false;
        }
    }

    long shrinkableSince() {
        return shrinkableSince;
    }

    void shrink() throws ProtocolException {
        shrinkableSince = WebSocketEngine.NEVER;
        if (transforms != null) {
            try {
                for (PayloadTransform.Inbound transform : transforms) {
                    transform.shrink();
                }
            } catch (RuntimeException e) {
                throw TransformChain.broken(e);
            }
        }
    }

    void release() {
        if (transforms != null) {
            for (PayloadTransform.Inbound transform : transforms) {
                transform.release();
            }
            transforms = null;
            chain = null;
            shrinkableSince = WebSocketEngine.NEVER;
        }
    }

    static ByteBuffer copyOf(ByteBuffer rest) {
        return ByteBuffer.allocate(rest.remaining()).put(rest).flip();
    }

    /** All limits are checked here, before a byte of the payload is taken. */
    private void beginFrame() throws ProtocolException {
        inFrame = true;
        frameRemaining = header.payloadLength();
        maskingKey = header.maskingKey();
        Opcode opcode = header.opcode();
        if (opcode.isControl()) {
            if (opcode != Opcode.CLOSE) {
                countControlFrame();
            }
            return;
        }
        if (frameRemaining > limits.maxFrameBytes()) {
            throw new ProtocolException(CloseStatus.MESSAGE_TOO_BIG,
                    "a frame of " + frameRemaining + " bytes is above maxFrameBytes, " + limits.maxFrameBytes());
        }
        if (opcode != Opcode.CONTINUATION) {
            beginMessage(opcode);
        }
        if (++fragments > limits.maxFragments()) {
            throw new ProtocolException(CloseStatus.POLICY_VIOLATION,
                    "a message in more frames than maxFragments, " + limits.maxFragments());
        }
        if (!transforming) {
            count(frameRemaining);
        }
    }

    private void beginMessage(Opcode opcode) throws ProtocolException {
        text = opcode == Opcode.TEXT;
        messageLimit = text ? maxTextBytes : maxBinaryBytes;
        messageBytes = 0;
        fragments = 0;
        if (!extensions.isEmpty()) {
            try {
                beginTransforms();
            } catch (RuntimeException e) {
                throw TransformChain.broken(e);
            }
        }
    }

    private void beginTransforms() {
        int size = extensions.size();
        if (chain == null) {
            transforms = new PayloadTransform.Inbound[size];
            for (int i = 0; i < size; i++) {
                transforms[i] = extensions.get(size - 1 - i).openInbound();
            }
            chain = new TransformChain(size, resources.scratch());
        }
        chain.clear();
        // RFC 6455, 9.1: what the sender applied last is undone first.
        for (int i = 0; i < size; i++) {
            if (transforms[i].begin(header.rsv() & extensions.get(size - 1 - i).reservedBits())) {
                chain.add(transforms[i]);
            }
        }
        transforming = !chain.isEmpty();
    }

    private void count(long bytes) throws ProtocolException {
        if (bytes > messageLimit - messageBytes) {
            throw new ProtocolException(CloseStatus.MESSAGE_TOO_BIG, (text ? "a text" : "a binary")
                    + " message is larger than the maximum message size of " + messageLimit + " bytes");
        }
        messageBytes += bytes;
    }

    private void countControlFrame() throws ProtocolException {
        if (arrivedAt - secondBegan >= SECOND || controlFrames == 0) {
            secondBegan = arrivedAt;
            controlFrames = 0;
        }
        if (++controlFrames > limits.maxControlFramesPerSecond()) {
            throw new ProtocolException(CloseStatus.POLICY_VIOLATION,
                    "more Pings and Pongs in a second than maxControlFramesPerSecond, " + limits.maxControlFramesPerSecond());
        }
    }

    private Event controlFrame() throws ProtocolException {
        ByteBuffer payload;
        if (controlPayload == null && input.remaining() >= frameRemaining) {
            payload = takePayload();
        } else {
            // RFC 6455, 5.5: at most 125 bytes, so the parts may be collected.
            if (controlPayload == null) {
                controlPayload = ByteBuffer.allocate((int) frameRemaining);
            }
            controlPayload.put(takePayload());
            if (inFrame) {
                return null;
            }
            payload = controlPayload.flip();
            controlPayload = null;
        }
        return switch (header.opcode()) {
            case PING -> new Event.Ping(payload);
            case PONG -> new Event.Pong(payload);
            default -> new Event.Closed(CloseStatus.parse(payload), true, null);
        };
    }

    private Event dataFrame() throws ProtocolException {
        ByteBuffer part = takePayload();
        boolean last = !inFrame && header.isFinal();
        if (!part.hasRemaining() && !last) {
            return null;
        }
        if (transforming) {
            chain.feed(part, last);
            chainFed = true;
            chainFedLast = last;
            return drainChain();
        }
        return dataEvent(part, last);
    }

    /** The payload of the frame that has arrived, unmasked in place. */
    private ByteBuffer takePayload() {
        int bytes = (int) Math.min(frameRemaining, input.remaining());
        int start = input.position();
        ByteBuffer payload = input.slice(start, bytes);
        input.position(start + bytes);
        if (header.isMasked()) {
            maskingKey = Masker.mask(payload, 0, bytes, maskingKey);
        }
        frameRemaining -= bytes;
        inFrame = frameRemaining > 0;
        return payload;
    }

    /** An event with what comes out of the chain next; {@code null} where nothing does. */
    private Event drainChain() throws ProtocolException {
        lent = resources.scratch().take();
        // One byte more than allowed shows that the limit is passed, however much a bomb would expand to.
        if (messageLimit - messageBytes < lent.capacity()) {
            lent.limit((int) (messageLimit - messageBytes) + 1);
        }
        chainFed = !chain.drainTo(lent);
        lent.flip();
        count(lent.remaining());
        boolean last = chainFedLast && !chainFed;
        if (last) {
            shrinkableSince = arrivedAt;
        }
        if (lent.hasRemaining() || last) {
            return dataEvent(lent, last);
        }
        reclaim();
        return null;
    }

    private Event dataEvent(ByteBuffer part, boolean last) throws ProtocolException {
        long ahead = transforming ? 0 : frameRemaining;
        if (!text) {
            return new Event.Binary(part, last, ahead);
        }
        // RFC 6455, 8.1: text that is not UTF-8 fails the connection; here with the first part that cannot be.
        String whole = last && part.remaining() == messageBytes ? Utf8.decode(part) : null;
        if (whole == null && !isValid(part, last)) {
            throw new ProtocolException(CloseStatus.INVALID_PAYLOAD, "text that is not UTF-8");
        }
        return new Event.Text(part, whole, last, ahead);
    }

    private boolean isValid(ByteBuffer part, boolean last) {
        if (utf8 == null) {
            utf8 = new Utf8();
        }
        return utf8.accept(part) && (!last || utf8.isComplete());
    }
}
