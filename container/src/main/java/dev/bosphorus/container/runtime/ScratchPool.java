package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.engine.EngineResources;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/** Lends buffers to transform payloads in; a few are kept. Safe from any thread. */
final class ScratchPool implements EngineResources.Scratch {

    private static final int BYTES = 8192;
    private static final int KEPT = 64;

    private final ArrayBlockingQueue<ByteBuffer> kept = new ArrayBlockingQueue<>(KEPT);

    @Override
    public ByteBuffer take() {
        ByteBuffer buffer = kept.poll();
        return buffer == null ? ByteBuffer.allocate(BYTES) : buffer.clear();
    }

    @Override
    public void give(ByteBuffer buffer) {
        // Where enough are kept already, the garbage collector takes this one.
        kept.offer(buffer);
    }
}
