package example.cdi;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes words. */
@ApplicationScoped
public class Words {

    public Word of(String text) {
        return new Word("<" + text + ">");
    }
}
