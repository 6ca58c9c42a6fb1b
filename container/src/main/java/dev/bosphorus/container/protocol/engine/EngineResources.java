package dev.bosphorus.container.protocol.engine;

import java.nio.ByteBuffer;
import java.util.function.IntSupplier;

/**
 * What engines share.
 *
 * @param maskingKeys unpredictable 32-bit values (RFC 6455, 5.3); asked by clients only, from any thread
 * @param scratch     lends buffers to transform payloads in
 */
public record EngineResources(IntSupplier maskingKeys, Scratch scratch) {

    /** Lends buffers; safe from any thread. */
    public interface Scratch {
        /** A cleared buffer of some KiB, with an accessible array. */
        ByteBuffer take();

        void give(ByteBuffer buffer);
    }
}
