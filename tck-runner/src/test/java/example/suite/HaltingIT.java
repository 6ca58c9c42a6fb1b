package example.suite;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Ends the process with its second test. */
@TestMethodOrder(MethodOrderer.MethodName.class)
public class HaltingIT {

    @Test
    public void first() {
        // Passes.
    }

    @Test
    public void halts() {
        System.out.println("last words");
        Runtime.getRuntime().halt(9);
    }

    @Test
    public void isLost() {
        // Is not run.
    }
}
