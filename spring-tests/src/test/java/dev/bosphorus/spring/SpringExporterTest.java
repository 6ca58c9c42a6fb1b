package dev.bosphorus.spring;

import static org.assertj.core.api.Assertions.assertThat;

import example.spring.ExportedApplication;
import example.spring.LateApplication;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHttpHeaders;

/** Endpoints that Spring's {@code ServerEndpointExporter} adds. */
class SpringExporterTest extends SpringTest {

    @Override
    Class<?> root() {
        return ExportedApplication.class;
    }

    @Override
    Class<?> configuration() {
        return LateApplication.class;
    }

    private Object reply(String path) throws Exception {
        Client client = new Client();
        connect(client, new WebSocketHttpHeaders(), path).sendMessage(new TextMessage("hello"));
        return client.next();
    }

    @Test
    void aBeanServesAllSessions() throws Exception {
        assertThat(reply("/exported/single/ada")).isEqualTo("ada hello 1 true");
        assertThat(reply("/exported/single/ben")).isEqualTo("ben hello 2 true");
    }

    @Test
    void aClassThatIsNoBeanIsMadeForEachSession() throws Exception {
        assertThat(reply("/exported/fresh")).isEqualTo("hello 1 true");
        assertThat(reply("/exported/fresh")).isEqualTo("hello 1 true");
    }

    @Test
    void aProgrammaticEndpointIsRegisteredAfterTheListenersAndInjected() throws Exception {
        assertThat(reply("/exported/registered")).isEqualTo("hello true");
    }
}
