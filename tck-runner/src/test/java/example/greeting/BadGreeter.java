package example.greeting;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** No message is a thread. */
@ServerEndpoint("/bad")
public class BadGreeter {

    @OnMessage
    public void greet(Thread thread) {
        thread.interrupt();
    }
}
