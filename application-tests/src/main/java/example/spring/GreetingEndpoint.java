package example.spring;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import org.springframework.web.socket.server.standard.SpringConfigurator;

/** A standard endpoint, of which Spring makes the one instance. */
@ServerEndpoint(value = "/standard/{name}", configurator = SpringConfigurator.class)
public class GreetingEndpoint {

    private final Greetings greetings;
    private int count;

    public GreetingEndpoint(Greetings greetings) {
        this.greetings = greetings;
    }

    @OnMessage
    public synchronized String greet(String text, @PathParam("name") String name) {
        count++;
        return greetings.of(name) + ", " + text + " " + count;
    }
}
