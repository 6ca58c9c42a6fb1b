package dev.bosphorus.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import example.spring.HandlerApplication;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.WebSocketHttpHeaders;
import org.springframework.web.socket.WebSocketSession;

/** Handlers of Spring, behind its standard upgrade strategy. */
class SpringHandlerTest extends SpringTest {

    @Override
    Class<?> configuration() {
        return HandlerApplication.class;
    }

    private static WebSocketHttpHeaders visitor() {
        WebSocketHttpHeaders headers = new WebSocketHttpHeaders();
        headers.add("X-Visitor", "Ada");
        return headers;
    }

    private String event() throws InterruptedException {
        return server.application().getBean(HandlerApplication.Journal.class).events().poll(DEADLINE, TimeUnit.SECONDS);
    }

    @Test
    void textAndBinaryMessagesComeAndGo() throws Exception {
        Client client = new Client();
        WebSocketSession session = connect(client, visitor(), "/handlers/echo");
        session.sendMessage(new TextMessage("merhaba"));
        assertThat(client.next()).isEqualTo("merhaba");
        session.sendMessage(new TextMessage("in ", false));
        session.sendMessage(new TextMessage("parts"));
        assertThat(client.next()).isEqualTo("in parts");
        session.sendMessage(new BinaryMessage(new byte[] {1, 2, 3}));
        assertThat(client.next()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        session.close();
        assertThat(event()).startsWith("closed 1000");
    }

    @Test
    void theHandlerKnowsAttributesUserSubprotocolHeadersAndAddresses() throws Exception {
        WebSocketHttpHeaders headers = visitor();
        headers.setSecWebSocketProtocol(List.of("v1.example", "v2.example"));
        Client client = new Client();
        WebSocketSession session = connect(client, headers, "/handlers/echo");
        assertThat(session.getAcceptedProtocol()).isEqualTo("v1.example");
        assertThat(session.getHandshakeHeaders().getFirst("X-Visitor")).isEqualTo("Ada");
        session.sendMessage(new TextMessage("about"));
        assertThat(client.next()).isEqualTo("/shop/handlers/echo Ada user Ada v1.example Ada " + server.port() + " "
                + HandlerApplication.LARGEST);
    }

    @Test
    void permessageDeflateIsAgreedOn() throws Exception {
        WebSocketHttpHeaders headers = visitor();
        headers.setSecWebSocketExtensions(List.of(new WebSocketExtension("permessage-deflate")));
        Client client = new Client();
        WebSocketSession session = connect(client, headers, "/handlers/echo");
        assertThat(session.getExtensions()).extracting(WebSocketExtension::getName).containsExactly("permessage-deflate");
        session.sendMessage(new TextMessage("extensions"));
        assertThat((String) client.next()).contains("permessage-deflate");
    }

    @Test
    void pingsAreAnsweredAndPongsReachTheHandler() throws Exception {
        Client client = new Client();
        WebSocketSession session = connect(client, visitor(), "/handlers/echo");
        session.sendMessage(new PingMessage(ByteBuffer.wrap(new byte[] {7})));
        assertThat(client.next()).isEqualTo(ByteBuffer.wrap(new byte[] {7}));
        session.sendMessage(new TextMessage("ping"));
        assertThat(client.next()).isEqualTo("pong of 3");
    }

    @Test
    void closeStatusesArriveOnBothSides() throws Exception {
        Client client = new Client();
        WebSocketSession session = connect(client, visitor(), "/handlers/echo");
        session.sendMessage(new TextMessage("close"));
        assertThat(client.closeStatus()).isEqualTo(new CloseStatus(4001, "as you wish"));
        assertThat(event()).isEqualTo("closed 4001 as you wish");
    }

    @Test
    void whatAHandlerThrowsClosesTheSessionWith1011() throws Exception {
        Client client = new Client();
        WebSocketSession session = connect(client, visitor(), "/handlers/echo");
        session.sendMessage(new TextMessage("fail"));
        assertThat(client.closeStatus().getCode()).isEqualTo(1011);
        assertThat(event()).startsWith("closed 1011");
    }

    @Test
    void messagesMayBeAsLargeAsTheContainerBeanSaysAndNoLarger() throws Exception {
        Client client = new Client();
        WebSocketSession session = connect(client, visitor(), "/handlers/echo");
        session.sendMessage(new BinaryMessage(new byte[HandlerApplication.LARGEST + 1]));
        assertThat(client.closeStatus().getCode()).isEqualTo(1009);
        assertThat(event()).startsWith("error");
        assertThat(event()).startsWith("closed 1009");
        client = new Client();
        session = connect(client, visitor(), "/handlers/echo");
        session.setBinaryMessageSizeLimit(HandlerApplication.LARGEST);
        session.sendMessage(new BinaryMessage(new byte[HandlerApplication.LARGEST]));
        assertThat(client.next()).isEqualTo(ByteBuffer.allocate(HandlerApplication.LARGEST));
    }

    @Test
    void aHandlerTakesMessagesInPartsThatAreLargerThanTheLimit() throws Exception {
        Client client = new Client();
        WebSocketSession session = connect(client, new WebSocketHttpHeaders(), "/handlers/pieces");
        session.sendMessage(new BinaryMessage(new byte[3 * HandlerApplication.LARGEST]));
        assertThat(client.next()).isEqualTo("in all " + 3 * HandlerApplication.LARGEST);
    }

    @Test
    void anInterceptorRefusesAHandshake() {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> connect(new Client(), new WebSocketHttpHeaders(), "/handlers/echo"))
                .havingRootCause().withMessageContaining("403");
    }
}
