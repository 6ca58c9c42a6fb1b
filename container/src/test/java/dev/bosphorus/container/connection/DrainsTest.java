package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrainsTest {

    private final Drains drains = new Drains();
    private final Runnable high = () -> { };
    private final Runnable low = () -> { };

    @Test
    void nobodyIsTakenBeforeLittleEnoughIsBuffered() {
        drains.add(10, low);
        assertThat(drains.take(11)).isNull();
        assertThat(drains.take(10)).containsExactly(low);
    }

    @Test
    void everybodyIsTakenOnce() {
        drains.add(100, high);
        drains.add(10, low);
        assertThat(drains.take(50)).containsExactly(high);
        assertThat(drains.take(50)).isNull();
        assertThat(drains.take(0)).containsExactly(low);
        assertThat(drains.take(0)).isNull();
    }

    @Test
    void theOrderIsThatOfTheCalls() {
        drains.add(10, low);
        drains.add(100, high);
        assertThat(drains.take(0)).containsExactly(low, high);
    }
}
