package example.spring;

import java.util.Map;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.HandshakeInterceptor;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Spring's own model of endpoints. */
@Configuration
@EnableWebSocket
public class Handlers implements WebSocketConfigurer {

    @Override
    public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
        DefaultHandshakeHandler handshakes = new DefaultHandshakeHandler();
        handshakes.setSupportedProtocols("v2", "v1");
        registry.addHandler(new EchoHandler(), "/echo").setHandshakeHandler(handshakes).addInterceptors(new Noting());
        registry.addHandler(new PartsHandler(), "/parts");
    }

    /** Notes something of the request, and refuses those that ask for it. */
    private static final class Noting implements HandshakeInterceptor {

        @Override
        public boolean beforeHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
                Map<String, Object> attributes) {
            attributes.put("query", String.valueOf(request.getURI().getQuery()));
            return !"refuse".equals(request.getURI().getQuery());
        }

        @Override
        public void afterHandshake(ServerHttpRequest request, ServerHttpResponse response, WebSocketHandler handler,
                Exception failure) {
            response.getHeaders();
        }
    }
}
