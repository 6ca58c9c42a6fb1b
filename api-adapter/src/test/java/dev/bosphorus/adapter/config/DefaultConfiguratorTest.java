package dev.bosphorus.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class DefaultConfiguratorTest {

    private record Named(String getName, List<Parameter> getParameters) implements Extension {
        Named(String name) {
            this(name, List.of());
        }
    }

    public static class Fine {
    }

    private final DefaultConfigurator configurator = new DefaultConfigurator();

    private static List<String> list(String names) {
        return names == null ? List.of() : Arrays.asList(names.split(" "));
    }

    @ParameterizedTest
    @CsvSource({"a b,b a,b", "a b,c a,a", "a,a,a", "a,b,''", "a,,''", ",a,''", ",,''", "chat,Chat,''"})
    void firstSubprotocolOfTheClientThatIsSupportedIsTaken(String supported, String requested, String negotiated) {
        assertThat(configurator.getNegotiatedSubprotocol(list(supported), list(requested))).isEqualTo(negotiated);
    }

    @Test
    void requestedExtensionsThatAreInstalledAreTakenInTheClientsOrder() {
        Extension a = new Named("a");
        Extension b = new Named("b", List.of());
        List<Extension> requested = List.of(new Named("b"), new Named("x"), new Named("a"));

        assertThat(configurator.getNegotiatedExtensions(List.of(a, b), requested))
                .extracting(Extension::getName).containsExactly("b", "a");
        assertThat(configurator.getNegotiatedExtensions(List.of(), requested)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "null", "https://example.org"})
    void everyOriginIsLetIn(String origin) {
        assertThat(configurator.checkOrigin(origin)).isTrue();
    }

    @Test
    void modifyHandshakeTouchesNothing() {
        assertThatCode(() -> configurator.modifyHandshake(null, null, null)).doesNotThrowAnyException();
    }

    @Test
    void everyClientGetsAnInstanceOfItsOwn() throws InstantiationException {
        assertThat(configurator.getEndpointInstance(Fine.class)).isNotSameAs(configurator.getEndpointInstance(Fine.class));
        assertThatThrownBy(() -> configurator.getEndpointInstance(Runnable.class))
                .isInstanceOf(InstantiationException.class).hasMessageContaining("java.lang.Runnable");
    }

    @Test
    void theApiFindsItAsThePlatformsDefault() {
        assertThat(new ServerEndpointConfig.Configurator().getContainerDefaultConfigurator())
                .isInstanceOf(DefaultConfigurator.class);
        assertThat(ServerEndpointConfig.Builder.create(Fine.class, "/").build().getConfigurator())
                .isInstanceOf(DefaultConfigurator.class);
    }
}
