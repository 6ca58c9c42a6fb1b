package example.suite;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Ends the process before its tests. */
public class HaltingAtOnceIT {

    @BeforeAll
    public static void halts() {
        System.err.println("not at all");
        Runtime.getRuntime().halt(7);
    }

    @Test
    public void passes() {
        // Is not run.
    }
}
