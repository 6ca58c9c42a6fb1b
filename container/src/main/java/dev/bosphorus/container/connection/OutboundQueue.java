package dev.bosphorus.container.connection;

import dev.bosphorus.container.protocol.engine.OutboundFrame;
import dev.bosphorus.container.protocol.engine.WebSocketEngine;
import dev.bosphorus.container.transport.Transport;
import java.nio.ByteBuffer;

/**
 * Frames waiting to leave, and the batch of them that is being written.
 *
 * <p>The waiting frames belong to the connection's lock; the batch to the one writer.
 */
final class OutboundQueue implements Transport.Source {

    /** What a frame takes up in memory besides its payload, about: many small ones must not pass for little. */
    static final int FRAME_BYTES = 128;

    /** The waiting frames, first and last. */
    private OutboundFrame head;
    private OutboundFrame tail;
    /** Bytes and frames waiting. */
    private long waitingBytes;
    private int waitingFrames;
    /** Bytes and frames of the batch as it was taken; 0 where there is none. */
    private long batchBytes;
    private int batchFrames;

    /** The frames being written, from the first of the batch. */
    private OutboundFrame batch;
    /** The first of the batch that is not all drained. */
    private OutboundFrame current;
    /** Bytes of the batch that are not drained. */
    private long undrained;
    /** Whether nothing will follow the batch but the end of our direction. */
    private boolean last;

    /** Takes over what the engine has to send. @return whether there was anything */
    boolean collect(WebSocketEngine engine) {
        OutboundFrame frame = engine.takeOutput();
        if (frame == null) {
            return false;
        }
        do {
            if (tail == null) {
                head = frame;
            } else {
                tail.setNext(frame);
            }
            tail = frame;
            waitingBytes += frame.remaining();
            waitingFrames++;
            frame = engine.takeOutput();
        } while (frame != null);
        return true;
    }

    /** The frame that came last; there has to be one. */
    OutboundFrame last() {
        return tail;
    }

    boolean isEmpty() {
        return head == null;
    }

    long waitingBytes() {
        return waitingBytes;
    }

    /** Bytes waiting and being written. */
    long pendingBytes() {
        return waitingBytes + batchBytes;
    }

    /** What those take up in memory, about. */
    long heldBytes() {
        return pendingBytes() + ((long) waitingFrames + batchFrames) * FRAME_BYTES;
    }

    /** Makes all waiting frames the batch. @param isLast see {@link #isLast} */
    void takeBatch(boolean isLast) {
        last = isLast;
        batch = head;
        current = head;
        batchBytes = waitingBytes;
        undrained = waitingBytes;
        batchFrames = waitingFrames;
        forgetWaiting();
    }

    /** Forgets the batch. @return its frames, chained */
    OutboundFrame endBatch() {
        OutboundFrame done = batch;
        batch = null;
        current = null;
        batchBytes = 0;
        batchFrames = 0;
        return done;
    }

    /** Forgets the waiting frames. @return them, chained */
    OutboundFrame clear() {
        OutboundFrame dropped = head;
        forgetWaiting();
        return dropped;
    }

    private void forgetWaiting() {
        head = null;
        tail = null;
        waitingBytes = 0;
        waitingFrames = 0;
    }

    @Override
    public long remaining() {
        return undrained;
    }

    @Override
    public boolean isLast() {
        return last;
    }

    @Override
    public boolean drainTo(ByteBuffer out) {
        int before = out.position();
        while (current != null && current.drainTo(out)) {
            current = current.next();
        }
        undrained -= out.position() - before;
        return current == null;
    }
}
