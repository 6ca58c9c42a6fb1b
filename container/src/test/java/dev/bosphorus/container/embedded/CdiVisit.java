package dev.bosphorus.container.embedded;

import jakarta.enterprise.context.RequestScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** One for each request context. */
@RequestScoped
public class CdiVisit {

    private final AtomicInteger calls = new AtomicInteger();

    public int count() {
        return calls.incrementAndGet();
    }
}
