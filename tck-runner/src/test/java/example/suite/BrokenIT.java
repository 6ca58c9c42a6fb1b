package example.suite;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

public class BrokenIT {

    @BeforeAll
    public static void breaks() {
        throw new IllegalStateException("broken before its tests");
    }

    @Test
    public void one() {
        fail("was run");
    }

    @Test
    public void two() {
        fail("was run");
    }
}
