package dev.bosphorus.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What containers make is in the tests of the container, with CDI. */
class WrittenClassTest {

    @Test
    void classesOfTheApplicationStandForThemselves() {
        assertThat(WrittenClass.of(this)).isSameAs(WrittenClassTest.class);
        Object anonymous = new WrittenClassTest() { };
        assertThat(WrittenClass.of(anonymous)).isSameAs(anonymous.getClass());
    }

    @Test
    void aLambdaStandsForItself() {
        Runnable lambda = () -> { };
        assertThat(WrittenClass.of(lambda)).isSameAs(lambda.getClass());
    }
}
