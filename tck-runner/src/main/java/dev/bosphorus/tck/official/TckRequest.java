package dev.bosphorus.tck.official;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which tests of the TCK to run, and how.
 *
 * @param jars        the TCK's jars and those that it needs
 * @param target      what it is run on, as the Arquillian container names it
 * @param transport   of the embedded server, as the Arquillian container names it
 * @param waitSeconds how long a test waits for an answer
 * @param only        is found in the names of the tests to run, which are like {@code package.Class.method}
 */
public record TckRequest(List<Path> jars, String target, String transport, int waitSeconds, Pattern only) {

    /** Copies the list. */
    public TckRequest {
        jars = List.copyOf(jars);
    }

    /** Whether it is run on the embedded server. */
    public boolean isEmbedded() {
        return target.equals("embedded");
    }
}
