package example.spring;

import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.handler.annotation.DestinationVariable;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.annotation.SubscribeMapping;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** STOMP over WebSocket with Spring's simple broker, over SockJS as well. */
@Configuration
@EnableWebSocketMessageBroker
public class StompApplication implements WebSocketMessageBrokerConfigurer {

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.setPreserveReceiveOrder(true);
        registry.addEndpoint("/stomp");
        registry.addEndpoint("/sockjs").withSockJS();
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.setApplicationDestinationPrefixes("/app");
        registry.enableSimpleBroker("/topic");
    }

    /** Passes on what is said in a room. */
    @Controller
    public static class Rooms {
        @SubscribeMapping("/welcome/{room}")
        public String welcome(@DestinationVariable String room) {
            return "welcome to " + room;
        }

        @MessageMapping("/say/{room}")
        @SendTo("/topic/{room}")
        public String say(String text, @DestinationVariable String room) {
            return room + ": " + text;
        }
    }
}
