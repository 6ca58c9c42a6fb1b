package dev.bosphorus.container.protocol.engine;

import dev.bosphorus.container.protocol.extension.PayloadTransform;
import dev.bosphorus.container.protocol.frame.CloseStatus;
import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;

/**
 * The transforms that take part in the current message of one direction, each feeding the next (RFC 6455, 9.1).
 *
 * <p>Pulled from its end, so that the output never outgrows the room it is given, whatever the input expands to.
 */
final class TransformChain {

    private final EngineResources.Scratch scratch;
    private final PayloadTransform[] stages;
    /** What flows into each stage: the caller's bytes into the first, lent buffers between the others. */
    private final ByteBuffer[] inputs;
    /** Whether no more flows into that stage until the next {@link #feed}. */
    private final boolean[] inputEnded;
    /** How many stages the current message passes. */
    private int depth;
    /** Whether the bytes fed end the message. */
    private boolean last;

    TransformChain(int maxStages, EngineResources.Scratch scratch) {
        this.scratch = scratch;
        this.stages = new PayloadTransform[maxStages];
        this.inputs = new ByteBuffer[maxStages];
        this.inputEnded = new boolean[maxStages];
    }

    /** Begins a message that passes no transform. */
    void clear() {
        depth = 0;
    }

    /** Appends a stage to what the current message passes. */
    void add(PayloadTransform stage) {
        stages[depth++] = stage;
    }

    boolean isEmpty() {
        return depth == 0;
    }

    /** Takes the next bytes of the message, of which all have to be drained before more can be fed. */
    void feed(ByteBuffer bytes, boolean endOfMessage) {
        inputs[0] = bytes;
        inputEnded[0] = true;
        last = endOfMessage;
        for (int stage = 1; stage < depth; stage++) {
            inputs[stage] = scratch.take().limit(0);
            inputEnded[stage] = false;
        }
    }

    /** Copies what is left of the bytes fed, so that the caller's buffer is free. */
    void detach() {
        inputs[0] = InboundHalf.copyOf(inputs[0]);
    }

    /**
     * Puts out what the bytes fed become.
     *
     * @return whether that was all; if not, {@code out} is full
     * @throws ProtocolException where a transform refuses its input, or breaks (1011)
     */
    boolean drainTo(ByteBuffer out) throws ProtocolException {
        boolean over = true;
        try {
            over = run(depth - 1, out);
        } catch (RuntimeException e) {
            throw broken(e);
        } finally {
            if (over) {
                giveBack();
            }
        }
        return over;
    }

    /** Gives back the buffers between the stages. */
    void giveBack() {
        inputs[0] = null;
        for (int stage = 1; stage < inputs.length; stage++) {
            if (inputs[stage] != null) {
                scratch.give(inputs[stage]);
                inputs[stage] = null;
            }
        }
    }

    /** What to close with where an extension throws what it should not: its mistake must not become the caller's. */
    static ProtocolException broken(RuntimeException cause) {
        return new ProtocolException(CloseStatus.INTERNAL_ERROR, "an extension failed", cause);
    }

    private boolean run(int stage, ByteBuffer out) throws ProtocolException {
        ByteBuffer input = inputs[stage];
        while (true) {
            if (!inputEnded[stage] && !input.hasRemaining()) {
                input.clear();
                inputEnded[stage] = run(stage - 1, input);
                input.flip();
            }
            int room = out.remaining();
            if (!stages[stage].transform(input, last && inputEnded[stage], out)) {
                if (room > 0 && out.remaining() == room) {
                    throw new IllegalStateException("a transform asks for more room and has not used what it had");
                }
                return false;
            }
            if (inputEnded[stage]) {
                return true;
            }
        }
    }
}
