package dev.bosphorus.container.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ServerSettingsTest {

    private static ServerSettings settings(int connections, Duration head, Duration keepAlive) {
        return new ServerSettings(new InetSocketAddress(0), null, ProtocolLimits.DEFAULTS, connections, head, keepAlive);
    }

    @Test
    void limitsHaveToBePositive() {
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> settings(0, second, second)).hasMessage("maxConnections must be at least 1, not 0");
        assertThatThrownBy(() -> settings(1, Duration.ZERO, second)).hasMessage("headTimeout must be positive, not PT0S");
        assertThatThrownBy(() -> settings(1, second, second.negated()))
                .hasMessage("keepAliveTimeout must be positive, not PT-1S");
    }
}
