package dev.bosphorus.tck.arquillian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.embedded.TransportKind;
import org.jboss.arquillian.container.spi.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedContainerConfigurationTest {

    private final EmbeddedContainerConfiguration configuration = new EmbeddedContainerConfiguration();

    @Test
    void defaultIsAFreePortOfLocalhost() {
        configuration.validate();
        assertThat(configuration.getHost()).isEqualTo("localhost");
        assertThat(configuration.getPort()).isZero();
        assertThat(configuration.transportKind()).isEqualTo(TransportKind.AUTO);
        assertThat(configuration.isFailedDeploymentsThrow()).isTrue();
    }

    @Test
    void transportIsNamedAsOnTheCommandLine() {
        configuration.setTransport("virtual-threads");
        assertThat(configuration.transportKind()).isEqualTo(TransportKind.VIRTUAL_THREADS);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void portOutOfRangeIsRefused(int port) {
        configuration.setPort(port);
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(configuration::validate)
                .withMessage("port must be 0 to 65535, not " + port);
    }

    @Test
    void unknownTargetIsRefused() {
        configuration.setTarget("pigeons");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(configuration::validate)
                .withMessage("target must be one of embedded, tomcat, jetty, tomcat-own, jetty-own, tyrus, control, not pigeons");
    }

    @Test
    void unknownTransportIsRefused() {
        configuration.setTransport("pigeons");
        assertThatExceptionOfType(ConfigurationException.class).isThrownBy(configuration::validate)
                .withMessage("transport must be auto, virtual-threads or event-loop, not pigeons");
    }
}
