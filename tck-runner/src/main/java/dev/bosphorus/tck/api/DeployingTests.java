package dev.bosphorus.tck.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Tests that deploy while the application runs, on one connection to {@link Deployer} for all of them: once something was refused, the
 * application is not valid (3.1.1, 4.1.1), and a container may take it out of service. So what is to be deployed comes first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public abstract class DeployingTests extends ApiTests {

    /** The order of a test that deploys something valid. */
    protected static final int FIRST = 1;

    private static WireClient deployer;

    /** Made by JUnit, for each test. */
    protected DeployingTests() {
    }

    /** Has something deployed. @param what as {@link Deployer} takes it @return what has come of it */
    protected String deploy(String what) throws IOException {
        if (deployer == null) {
            deployer = handshake("/deployer").send();
        }
        assertEquals(101, deployer.status(), "the status of the handshake's answer");
        return deployer.ask(what);
    }

    @AfterAll
    static void disconnect() throws IOException {
        if (deployer != null) {
            deployer.close();
            deployer = null;
        }
    }
}
