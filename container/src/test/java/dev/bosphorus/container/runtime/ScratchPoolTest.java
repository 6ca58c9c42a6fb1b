package dev.bosphorus.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScratchPoolTest {

    private final ScratchPool pool = new ScratchPool();

    @Test
    void buffersAreClearedAndHaveAnArray() {
        ByteBuffer buffer = pool.take();
        assertThat(buffer.hasArray()).isTrue();
        pool.give(buffer.position(5).limit(7));
        ByteBuffer again = pool.take();
        assertThat(again).isSameAs(buffer);
        assertThat(again.position()).isZero();
        assertThat(again.limit()).isEqualTo(again.capacity());
    }

    @Test
    void noBufferIsLentTwice() {
        Map<ByteBuffer, Boolean> lent = new IdentityHashMap<>();
        for (int i = 0; i < 100; i++) {
            assertThat(lent.put(pool.take(), true)).isNull();
        }
        lent.keySet().forEach(pool::give);
        Map<ByteBuffer, Boolean> again = new IdentityHashMap<>();
        for (int i = 0; i < 100; i++) {
            assertThat(again.put(pool.take(), true)).isNull();
        }
    }
}
