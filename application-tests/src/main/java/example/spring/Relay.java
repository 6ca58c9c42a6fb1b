package example.spring;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.messaging.simp.broker.BrokerAvailabilityEvent;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;

/** As {@link Broker}, but messages between sessions go through a broker that is a server of its own. */
@Configuration
@EnableWebSocketMessageBroker
public class Relay extends Broker {

    /** Whether that broker could be reached, each time this changed. */
    public static final BlockingQueue<Boolean> AVAILABLE = new LinkedBlockingQueue<>();

    @Value("${broker.port}")
    private int port;

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableStompBrokerRelay("/topic").setRelayHost("127.0.0.1").setRelayPort(port);
        registry.setApplicationDestinationPrefixes("/app");
    }

    @EventListener
    public void noteAvailability(BrokerAvailabilityEvent event) {
        AVAILABLE.add(event.isBrokerAvailable());
    }
}
