package example.cdi;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

/** An instance for each session. */
@Dependent
@ServerEndpoint(value = "/session/{name}", decoders = Word.Reader.class, configurator = Noting.class)
public class SessionBean {

    private final Journal journal;
    @Inject
    private Visit visit;
    private int messages;

    @Inject
    public SessionBean(Journal journal) {
        this.journal = journal;
    }

    @Loud
    @OnMessage
    public String message(Word word, @PathParam("name") String name) {
        messages++;
        return name + " " + word.text() + " " + messages + " visit " + visit.count() + visit.count();
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
