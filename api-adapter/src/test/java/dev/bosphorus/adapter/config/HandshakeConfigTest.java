package dev.bosphorus.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.Extension;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HandshakeConfigTest {

    private record Named(String getName, List<Parameter> getParameters) implements Extension {
    }

    private final ServerEndpointConfig deployed = ServerEndpointConfig.Builder.create(Object.class, "/a/{b}")
            .subprotocols(List.of("chat")).extensions(List.of(new Named("x", List.of())))
            .decoders(List.of(Decoder.class)).encoders(List.of(Encoder.class)).build();

    @Test
    void everythingButTheUserPropertiesIsAsDeployed() {
        HandshakeConfig config = new HandshakeConfig(deployed);
        assertThat(config.getEndpointClass()).isEqualTo(Object.class);
        assertThat(config.getPath()).isEqualTo("/a/{b}");
        assertThat(config.getSubprotocols()).containsExactly("chat");
        assertThat(config.getExtensions()).isEqualTo(deployed.getExtensions());
        assertThat(config.getDecoders()).containsExactly(Decoder.class);
        assertThat(config.getEncoders()).containsExactly(Encoder.class);
        assertThat(config.getConfigurator()).isSameAs(deployed.getConfigurator());
    }

    @Test
    void userPropertiesBeginAsDeployed() {
        deployed.getUserProperties().put("key", "value");
        deployed.getUserProperties().put("nothing", null);

        assertThat(new HandshakeConfig(deployed).getUserProperties()).isEqualTo(Map.of("key", "value"));
    }

    @Test
    void whatOneHandshakeChangesNobodyElseSees() {
        deployed.getUserProperties().put("key", "value");
        HandshakeConfig one = new HandshakeConfig(deployed);
        HandshakeConfig other = new HandshakeConfig(deployed);
        one.getUserProperties().put("key", "changed");

        assertThat(one.getUserProperties()).containsEntry("key", "changed");
        assertThat(other.getUserProperties()).containsEntry("key", "value");
        assertThat(deployed.getUserProperties()).containsEntry("key", "value");
    }

    @Test
    void userPropertiesNowIsACopyAndNothingIsKeptWhereThereAreNone() {
        HandshakeConfig config = new HandshakeConfig(deployed);
        assertThat(config.userPropertiesNow()).isSameAs(Map.of());
        deployed.getUserProperties().put("key", "value");
        assertThat(config.userPropertiesNow()).isEqualTo(Map.of("key", "value"));
        config.getUserProperties().put("key", "changed");
        Map<String, Object> copy = config.userPropertiesNow();
        copy.put("more", true);

        assertThat(copy).isEqualTo(Map.of("key", "changed", "more", true));
        assertThat(config.getUserProperties()).isEqualTo(Map.of("key", "changed"));
    }
}
