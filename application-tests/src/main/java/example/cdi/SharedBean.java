package example.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** One instance for all sessions. */
@ApplicationScoped
@ServerEndpoint("/shared")
public class SharedBean {

    @Inject
    private Journal journal;
    private int messages;

    @OnMessage
    public synchronized String message(String text) {
        messages++;
        boolean current = CDI.current().select(Journal.class).get().equals(journal);
        return text + " " + messages + " " + current;
    }
}
