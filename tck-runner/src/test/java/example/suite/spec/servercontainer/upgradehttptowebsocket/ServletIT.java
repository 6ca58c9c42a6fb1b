package example.suite.spec.servercontainer.upgradehttptowebsocket;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Test;

public class ServletIT {

    @Test
    public void needsAServlet() {
        fail("was run");
    }
}
