package dev.bosphorus.container.runtime;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.function.IntSupplier;

/**
 * Masking keys from a strong source of entropy (RFC 6455, 5.3 and 10.3), fetched many at a time, since fetching costs more than
 * masking. Safe from any thread.
 */
final class MaskingKeys implements IntSupplier {

    private static final int KEYS = 1024;

    private final SecureRandom random = new SecureRandom();
    /** Keys still unused, from its position on; belongs to the lock on this object. Created with the first key. */
    private ByteBuffer unused = ByteBuffer.allocate(0);

    @Override
    public synchronized int getAsInt() {
        if (!unused.hasRemaining()) {
            byte[] fresh = new byte[KEYS * Integer.BYTES];
            random.nextBytes(fresh);
            unused = ByteBuffer.wrap(fresh);
        }
        return unused.getInt();
    }
}
