package dev.bosphorus.container.protocol.extension;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Deflaters and inflaters of one level, raw (no zlib header), kept for reuse: making one costs some 256 KiB, and most
 * connections need theirs for moments. Safe from any thread.
 */
final class DeflaterPool {

    /** More are not kept: what concurrent messages of a few cores need. */
    private static final int KEPT = 32;

    private final int level;
    private final ArrayBlockingQueue<Deflater> deflaters = new ArrayBlockingQueue<>(KEPT);
    private final ArrayBlockingQueue<Inflater> inflaters = new ArrayBlockingQueue<>(KEPT);

    DeflaterPool(int level) {
        this.level = level;
    }

    Deflater takeDeflater() {
        Deflater kept = deflaters.poll();
        return kept == null ? new Deflater(level, true) : kept;
    }

    void give(Deflater deflater) {
        deflater.reset();
        if (!deflaters.offer(deflater)) {
            deflater.end();
        }
    }

    Inflater takeInflater() {
        Inflater kept = inflaters.poll();
        return kept == null ? new Inflater(true) : kept;
    }

    void give(Inflater inflater) {
        inflater.reset();
        if (!inflaters.offer(inflater)) {
            inflater.end();
        }
    }
}
