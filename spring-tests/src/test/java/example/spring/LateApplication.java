package example.spring;

import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.standard.ServerEndpointRegistration;

/** Endpoints added after the application's listeners have run: with the first servlet. */
@Configuration
public class LateApplication {

    @Bean
    public ServerEndpointExporter exporter() {
        return new ServerEndpointExporter();
    }

    @Bean
    public ServerEndpointRegistration registration() {
        return new ServerEndpointRegistration("/exported/registered", Registered.class);
    }

    /** Programmatic. */
    public static class Registered extends Endpoint {
        @Autowired
        private ExportedApplication.Counter counter;

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(new MessageHandler.Whole<String>() {
                @Override
                public void onMessage(String text) {
                    session.getAsyncRemote().sendText(text + " " + (counter.next() > 0));
                }
            });
        }
    }
}
