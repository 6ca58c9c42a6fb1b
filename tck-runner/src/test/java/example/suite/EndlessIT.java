package example.suite;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Its second test does not end. */
@TestMethodOrder(MethodOrderer.MethodName.class)
public class EndlessIT {

    @Test
    public void first() {
        // Passes.
    }

    @Test
    public void waits() throws InterruptedException {
        new CountDownLatch(1).await();
    }
}
