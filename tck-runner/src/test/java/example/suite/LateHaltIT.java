package example.suite;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Ends the process when all its tests have passed. */
public class LateHaltIT {

    @AfterAll
    public static void halts() {
        System.err.println("good-bye");
        Runtime.getRuntime().halt(8);
    }

    @Test
    public void passes() {
        // Passes.
    }
}
