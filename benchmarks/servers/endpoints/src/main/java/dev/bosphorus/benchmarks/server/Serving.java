package dev.bosphorus.benchmarks.server;

import java.io.IOException;
import java.util.List;

/** What a server has to do with whoever started it. */
public final class Serving {

    /** Every endpoint of the comparison. */
    public static final List<Class<?>> ENDPOINTS = List.of(Echo.class, BigEcho.class, Broadcast.class);

    private Serving() {
    }

    /** Says where the server listens, and ends the process with standard input. */
    public static void untilInputEnds(int port) throws IOException {
        System.out.println("READY " + port);
        while (System.in.read() >= 0) {
            // Nothing is said to a server.
        }
        Runtime.getRuntime().halt(0);
    }
}
