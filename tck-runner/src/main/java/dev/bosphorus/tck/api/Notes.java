package dev.bosphorus.tck.api;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Notes by name, for what endpoints cannot tell on their own connection: each is taken once, in order. Part of every archive. Safe
 * for threads.
 */
@ServerEndpoint("/notes/{name}")
public class Notes {

    private static final Map<String, BlockingQueue<String>> NOTES = new ConcurrentHashMap<>();
    private static final int PATIENCE_SECONDS = 5;

    /** Made by the container. */
    public Notes() {
    }

    /** Answers {@code next} with the next note, and notes what follows {@code note}. */
    @OnMessage
    public String asked(String text, @PathParam("name") String name) throws InterruptedException {
        if (text.equals("next")) {
            return take(name);
        }
        add(name, text.substring("note ".length()));
        return "noted";
    }

    /** Notes something. */
    public static void add(String name, String note) {
        notes(name).add(note);
    }

    /** The next note; waits for it, but not for ever. */
    public static String take(String name) throws InterruptedException {
        String note = notes(name).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return note == null ? "nothing was noted" : note;
    }

    private static BlockingQueue<String> notes(String name) {
        return NOTES.computeIfAbsent(name, key -> new LinkedBlockingQueue<>());
    }
}
