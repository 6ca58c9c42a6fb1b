package example.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What has happened, in order; one for the application. */
@ApplicationScoped
public class Journal {

    private final BlockingQueue<String> entries = new LinkedBlockingQueue<>();

    public void add(String entry) {
        entries.add(entry);
    }

    /** The next entry, waited for; {@code null} where none comes. */
    public String next() throws InterruptedException {
        return entries.poll(20, TimeUnit.SECONDS);
    }
}
