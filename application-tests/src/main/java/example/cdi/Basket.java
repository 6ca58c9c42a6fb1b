package example.cdi;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;

/** Belongs to an HTTP session. */
@SessionScoped
public class Basket implements Serializable {

    private static final long serialVersionUID = 1L;

    private int visits;

    public synchronized int visit() {
        return ++visits;
    }
}
