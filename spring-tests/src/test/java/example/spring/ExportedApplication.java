package example.spring;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.standard.SpringConfigurator;

/** Endpoints of Jakarta WebSocket as beans of Spring. */
@Configuration
public class ExportedApplication {

    @Bean
    public ServerEndpointExporter exporter() {
        ServerEndpointExporter exporter = new ServerEndpointExporter();
        exporter.setAnnotatedEndpointClasses(Fresh.class);
        return exporter;
    }

    @Bean
    public Counter counter() {
        return new Counter();
    }

    @Bean
    public Single single() {
        return new Single();
    }

    /** What the endpoints share. */
    public static class Counter {
        private final AtomicInteger count = new AtomicInteger();

        public int next() {
            return count.incrementAndGet();
        }
    }

    /** A bean: one instance for all sessions. */
    @ServerEndpoint(value = "/exported/single/{name}", configurator = SpringConfigurator.class)
    public static class Single {
        private final AtomicInteger own = new AtomicInteger();
        @Autowired
        private Counter counter;

        @OnMessage
        public String message(String text, @PathParam("name") String name) {
            return name + " " + text + " " + own.incrementAndGet() + " " + (counter.next() > 0);
        }
    }

    /** No bean: an instance for each session, with what it asks for. */
    @ServerEndpoint(value = "/exported/fresh", configurator = SpringConfigurator.class)
    public static class Fresh {
        private final AtomicInteger own = new AtomicInteger();
        @Autowired
        private Counter counter;

        @OnMessage
        public String message(String text) {
            return text + " " + own.incrementAndGet() + " " + (counter.next() > 0);
        }
    }
}
