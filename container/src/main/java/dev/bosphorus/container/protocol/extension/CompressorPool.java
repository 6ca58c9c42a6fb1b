package dev.bosphorus.container.protocol.extension;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The deflaters and inflaters of one extension, raw (no zlib header). Safe from any thread, without locks on the way of a
 * context.
 *
 * <p>A deflater costs some 256 KiB outside the heap, an inflater 40. So they are lent for the time of one message, and the
 * number of deflaters that keep their window from message to message is bounded: the sender may empty its window whenever it
 * likes, without telling the peer (RFC 7692, 7.1.1: the peer only has to be ready for references, there need not be any).
 */
final class CompressorPool {

    /** More idle ones are not kept: what concurrent messages of a few cores need. */
    private static final int KEPT = 32;

    private final int level;
    private final ArrayBlockingQueue<Deflater> deflaters = new ArrayBlockingQueue<>(KEPT);
    private final ArrayBlockingQueue<Inflater> inflaters = new ArrayBlockingQueue<>(KEPT);
    /** Contexts between messages. Who takes one out owns it: its sender for the next message, or whoever needs the place. */
    private final AtomicReferenceArray<Context> parked;
    private final AtomicInteger nextPlace = new AtomicInteger();

    CompressorPool(int level, int maxContexts) {
        this.level = level;
        this.parked = new AtomicReferenceArray<>(maxContexts);
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

    /** A deflater with what it remembers of one connection's messages. */
    static final class Context {
        final Deflater deflater;
        /** Where it is parked, or was last; written by its sender only, before it is parked. */
        private int place = -1;

        private Context(Deflater deflater) {
            this.deflater = deflater;
        }
    }

    /** An empty context, owned by the caller until it is parked. */
    Context newContext() {
        return new Context(takeDeflater());
    }

    /** Keeps the context until it is taken back or another one needs its place. */
    void park(Context context) {
        if (context.place >= 0 && parked.compareAndSet(context.place, null, context)) {
            return;
        }
        context.place = Math.floorMod(nextPlace.getAndIncrement(), parked.length());
        Context evicted = parked.getAndSet(context.place, context);
        if (evicted != null) {
            give(evicted.deflater);
        }
    }

    /** Takes a parked context back. @return whether it is still there; if not, it has been given to somebody else */
    boolean unpark(Context context) {
        return parked.compareAndSet(context.place, context, null);
    }
}
