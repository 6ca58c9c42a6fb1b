package dev.bosphorus.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastingFactoryTest {

    public static class Fine {
    }

    private final CountingFactory factory = new CountingFactory();
    private final LastingFactory lasting = new LastingFactory(factory);

    @Test
    void whatItMadeEndsWithIt() throws InstantiationException {
        Fine first = lasting.create(Fine.class).instance();
        InstanceFactory.Managed<Fine> second = lasting.create(Fine.class);
        second.close();
        assertThat(factory.ended).as("a single one is not ended").isEmpty();
        assertThat(lasting.isEmpty()).isFalse();

        lasting.close();
        assertThat(factory.ended).as("the last first").containsExactly(second.instance(), first);
        assertThat(lasting.isEmpty()).isTrue();

        lasting.close();
        assertThat(factory.ended).as("once").hasSize(2);
    }

    @Test
    void withNothingMadeThereIsNothingToEnd() {
        assertThat(lasting.isEmpty()).isTrue();
        lasting.close();
        assertThat(factory.ended).isEmpty();
    }
}
