package dev.bosphorus.container.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionSettingsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void smallestSettingsAreTaken() {
        ConnectionSettings smallest = new ConnectionSettings(1, 1, Duration.ofNanos(1), Duration.ofNanos(1));
        assertThat(smallest.maxQueuedBytes()).isEqualTo(1);
    }

    @Test
    void settingsThatMakeNoSenseAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionSettings(0, 1, SECOND, SECOND))
                .withMessageContaining("highWaterBytes");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionSettings(2, 1, SECOND, SECOND))
                .withMessageContaining("maxQueuedBytes");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionSettings(1, 1, Duration.ZERO, SECOND))
                .withMessageContaining("sendTimeout");
        assertThatIllegalArgumentException().isThrownBy(() -> new ConnectionSettings(1, 1, SECOND, SECOND.negated()))
                .withMessageContaining("closeTimeout");
    }
}
