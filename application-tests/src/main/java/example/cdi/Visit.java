package example.cdi;

import jakarta.enterprise.context.RequestScoped;

/** Counts within one callback. */
@RequestScoped
public class Visit {

    private int count;

    public int count() {
        return ++count;
    }
}
