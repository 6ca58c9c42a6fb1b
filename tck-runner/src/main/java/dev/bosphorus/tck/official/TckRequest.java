package dev.bosphorus.tck.official;

import dev.bosphorus.tck.selection.Selection;
import java.nio.file.Path;
import java.util.List;

/**
 * Which tests of the TCK to run, and how.
 *
 * @param jars        the TCK's jars and those that it needs
 * @param target      what it is run on, as the Arquillian container names it
 * @param transport   of the embedded server, as the Arquillian container names it
 * @param waitSeconds how long a test waits for an answer
 * @param selection   of the tests to run, by {@link dev.bosphorus.tck.suite.TestNames#all}
 */
public record TckRequest(List<Path> jars, String target, String transport, int waitSeconds, Selection selection) {

    /** Copies the list. */
    public TckRequest {
        jars = List.copyOf(jars);
    }

    /** Whether it is run on the embedded server. */
    public boolean isEmbedded() {
        return target.equals("embedded");
    }
}
