package dev.bosphorus.container.embedded;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the beans of the CDI tests write down. */
@ApplicationScoped
public class CdiJournal {

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    public void add(String event) {
        events.add(event);
    }

    public String next() throws InterruptedException {
        return events.poll(10, TimeUnit.SECONDS);
    }

    /** What has been written and not been read. */
    public List<String> rest() {
        List<String> rest = new ArrayList<>();
        events.drainTo(rest);
        return rest;
    }
}
