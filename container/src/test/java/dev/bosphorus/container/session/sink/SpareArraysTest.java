package dev.bosphorus.container.session.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareArraysTest {

    private final SpareArrays spares = new SpareArrays(1);

    @Test
    void arrayIsTakenOnceForEachTimeThatItIsGiven() {
        byte[] array = new byte[SpareArrays.MIN_BYTES];
        spares.give(array);
        assertThat(spares.take()).isSameAs(array);
        assertThat(spares.take()).isEmpty();
    }

    @Test
    void noMoreAreKeptThanThereArePlaces() {
        byte[] last = new byte[SpareArrays.MIN_BYTES];
        spares.give(new byte[SpareArrays.MIN_BYTES]);
        spares.give(last);
        assertThat(spares.take()).isSameAs(last);
        assertThat(spares.take()).isEmpty();
    }

    @Test
    void neitherSmallNorVeryLargeOnesAreKept() {
        spares.give(new byte[SpareArrays.MIN_BYTES - 1]);
        assertThat(spares.take()).isEmpty();
        spares.give(new byte[SpareArrays.MAX_BYTES + 1]);
        assertThat(spares.take()).isEmpty();
    }
}
