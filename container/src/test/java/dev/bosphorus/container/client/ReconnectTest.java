package dev.bosphorus.container.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectTest {

    private static final Reconnect POLICY = Reconnect.backoff(Duration.ofMillis(100), Duration.ofSeconds(1));

    @Test
    void theDelayDoublesUpToTheLargest() {
        assertThat(POLICY.delay(0, 1)).isEqualTo(Duration.ofMillis(100));
        assertThat(POLICY.delay(1, 1)).isEqualTo(Duration.ofMillis(200));
        assertThat(POLICY.delay(3, 1)).isEqualTo(Duration.ofMillis(800));
        assertThat(POLICY.delay(4, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(POLICY.delay(Integer.MAX_VALUE, 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void halfOfTheDelayIsChance() {
        assertThat(POLICY.delay(0, 0)).isEqualTo(Duration.ofMillis(50));
        assertThat(POLICY.delay(0, 0.5)).isEqualTo(Duration.ofMillis(75));
    }

    @Test
    void badPoliciesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Reconnect.backoff(Duration.ZERO, Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Reconnect.backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> POLICY.attempts(0));
    }
}
