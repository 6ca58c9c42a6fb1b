package example.greeting;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** What it needs is in a library. */
@ServerEndpoint("/greet")
public class Greeter {

    @OnMessage
    public String greet(String name) {
        return Greeting.of(name) + ", says " + getClass().getClassLoader().getName();
    }
}
