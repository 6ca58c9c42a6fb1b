package example.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** No bean, since it has no scope. */
@ServerEndpoint("/plain")
public class PlainEndpoint {

    @Inject
    private Journal journal;

    @PostConstruct
    void made() {
        journal.add("made");
    }

    @OnMessage
    public String message(String text) {
        return text + " from a plain one";
    }

    @OnClose
    public void close() {
        journal.add("closed");
    }

    @PreDestroy
    void destroyed() {
        journal.add("destroyed");
    }
}
