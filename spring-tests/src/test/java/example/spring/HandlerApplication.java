package example.spring;

import java.nio.ByteBuffer;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.SubProtocolCapable;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.WebSocketMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** WebSocket handlers with interceptors, subprotocols, a user and limits, as an application of Spring has them. */
@Configuration
@EnableWebSocket
public class HandlerApplication implements WebSocketConfigurer {

    /** What the limits below let through. */
    public static final int LARGEST = 100_000;

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        registry.addHandler(journal(), "/handlers/echo").addInterceptors(new Visitor()).setHandshakeHandler(new Users());
        registry.addHandler(new Pieces(), "/handlers/pieces");
    }

    @Bean
    public Journal journal() {
        return new Journal();
    }

    @Bean
    public ServletServerContainerFactoryBean limits() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(LARGEST);
        container.setMaxBinaryMessageBufferSize(LARGEST);
        return container;
    }

    /** Says back what it is told, and what it knows of the session; writes down what else happens. */
    public static class Journal extends AbstractWebSocketHandler implements SubProtocolCapable {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        public BlockingQueue<String> events() {
            return events;
        }

        @Override
        public List<String> getSubProtocols() {
            return List.of("v2.example", "v1.example");
        }

        @Override
        protected void handleTextMessage(WebSocketSession session, TextMessage message) throws Exception {
            switch (message.getPayload()) {
                case "about" -> session.sendMessage(new TextMessage(session.getUri().getPath() + " "
                        + session.getAttributes().get("visitor") + " " + session.getPrincipal().getName() + " "
                        + session.getAcceptedProtocol() + " " + session.getHandshakeHeaders().getFirst("X-Visitor") + " "
                        + session.getLocalAddress().getPort() + " " + session.getTextMessageSizeLimit()));
                case "extensions" -> session.sendMessage(new TextMessage(session.getExtensions().toString()));
                case "ping" -> session.sendMessage(new PingMessage(ByteBuffer.wrap(new byte[] {1, 2, 3})));
                case "close" -> session.close(new CloseStatus(4001, "as you wish"));
                case "fail" -> throw new IllegalStateException("as asked for");
                default -> session.sendMessage(message);
            }
        }

        @Override
        protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) throws Exception {
            session.sendMessage(message);
        }

        @Override
        protected void handlePongMessage(WebSocketSession session, PongMessage message) throws Exception {
            session.sendMessage(new TextMessage("pong of " + message.getPayloadLength()));
        }

        @Override
        public void handleTransportError(WebSocketSession session, Throwable exception) {
            events.add("error " + exception.getClass().getSimpleName());
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            events.add("closed " + status.getCode() + " " + status.getReason());
        }
    }

    /** Takes messages in parts. */
    public static class Pieces implements WebSocketHandler {
        @Override
        public void afterConnectionEstablished(WebSocketSession session) {
            session.getAttributes().put("length", 0);
        }

        @Override
        public void handleMessage(WebSocketSession session, WebSocketMessage<?> message) throws Exception {
            int length = (Integer) session.getAttributes().merge("length", message.getPayloadLength(),
                    (sum, more) -> (Integer) sum + (Integer) more);
            if (message.isLast()) {
                session.sendMessage(new TextMessage("in all " + length));
            }
        }

        @Override
        public void handleTransportError(WebSocketSession session, Throwable exception) throws Exception {
            session.close(CloseStatus.SERVER_ERROR);
        }

        @Override
        public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
            session.getAttributes().clear();
        }

        @Override
        public boolean supportsPartialMessages() {
            return true;
        }
    }

    /** Lets in who says its name. */
    public static class Visitor implements HandshakeInterceptor {
        @Override
        public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
                Map<String, Object> attributes) {
            String visitor = request.getHeaders().getFirst("X-Visitor");
            if (visitor == null) {
                response.setStatusCode(HttpStatus.FORBIDDEN);
                return false;
            }
            attributes.put("visitor", visitor);
            response.getHeaders().add("X-Welcome", visitor);
            return true;
        }

        @Override
        public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
                Exception exception) {
            // Nothing is left to do.
        }
    }

    /** Says who the user is. */
    public static class Users extends DefaultHandshakeHandler {
        @Override
        protected Principal determineUser(ServerHttpRequest request, WebSocketHandler handler, Map<String, Object> attributes) {
            return () -> "user " + attributes.get("visitor");
        }
    }
}
