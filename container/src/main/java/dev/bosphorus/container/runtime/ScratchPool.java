package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.engine.EngineResources;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Lends buffers to transform payloads in; a few are kept. Without locks; safe from any thread. */
final class ScratchPool implements EngineResources.Scratch {

    private static final int BYTES = 8192;
    private static final int KEPT = 64;
    /** How many places are looked at before a buffer is made or dropped. */
    private static final int PROBES = 4;

    private final AtomicReferenceArray<ByteBuffer> kept = new AtomicReferenceArray<>(KEPT);

    @Override
    public ByteBuffer take() {
        int first = firstPlace();
        for (int i = 0; i < PROBES; i++) {
            ByteBuffer buffer = kept.getAndSet((first + i) % KEPT, null);
            if (buffer != null) {
                return buffer.clear();
            }
        }
        return ByteBuffer.allocate(BYTES);
    }

    @Override
    public void give(ByteBuffer buffer) {
        int first = firstPlace();
        for (int i = 0; i < PROBES; i++) {
            if (kept.compareAndSet((first + i) % KEPT, null, buffer)) {
                return;
            }
        }
        // The garbage collector takes this one.
    }

    /** Threads begin at different places, so that they seldom meet. */
    private static int firstPlace() {
        return Math.floorMod(System.identityHashCode(Thread.currentThread()) * PROBES, KEPT);
    }
}
