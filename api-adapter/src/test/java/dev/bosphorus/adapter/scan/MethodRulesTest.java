package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.adapter.scan.ArgumentBinder.Source.Given;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import org.junit.jupiter.api.Test;

class MethodRulesTest {

    @Test
    void onOpenMayTakeTheConfiguration() {
        assertThat(MethodRules.OPEN).returns(OnOpen.class, MethodRules::annotation).returns(EndpointConfig.class, MethodRules::type)
                .returns(Given.CONFIG, MethodRules::source).returns(false, MethodRules::required);
    }

    @Test
    void onCloseMayTakeTheReason() {
        assertThat(MethodRules.CLOSE).returns(OnClose.class, MethodRules::annotation).returns(CloseReason.class, MethodRules::type)
                .returns(Given.PAYLOAD, MethodRules::source).returns(false, MethodRules::required);
    }

    @Test
    void onErrorHasToTakeTheError() {
        assertThat(MethodRules.ERROR).returns(OnError.class, MethodRules::annotation).returns(Throwable.class, MethodRules::type)
                .returns(Given.PAYLOAD, MethodRules::source).returns(true, MethodRules::required);
    }

    @Test
    void onMessageHasToTakeAMessage() {
        assertThat(MethodRules.MESSAGE).returns(OnMessage.class, MethodRules::annotation).returns(null, MethodRules::type)
                .returns(Given.PAYLOAD, MethodRules::source).returns(true, MethodRules::required);
    }

    @Test
    void rulesNameAnnotationAndSection() {
        assertThat(MethodRules.OPEN.rule("is so")).isEqualTo("@OnOpen is so (Jakarta WebSocket 2.2, 4.4)");
        assertThat(MethodRules.CLOSE.rule("is so")).isEqualTo("@OnClose is so (Jakarta WebSocket 2.2, 4.5)");
        assertThat(MethodRules.ERROR.rule("is so")).isEqualTo("@OnError is so (Jakarta WebSocket 2.2, 4.6)");
        assertThat(MethodRules.MESSAGE.rule("is so")).isEqualTo("@OnMessage is so (Jakarta WebSocket 2.2, 4.7)");
    }
}
