package dev.bosphorus.tck.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests: they share one archive, and connect to its endpoints. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(AssertionNames.class)
public abstract class ApiTests {

    private final List<WireClient> clients = new ArrayList<>();

    /** Where the archive is, with a slash at the end. */
    @ArquillianResource
    private URL url;

    /** Made by JUnit, for each test. */
    protected ApiTests() {
    }

    /** An archive with these classes, the ones within them, and {@link Notes}. */
    protected static WebArchive archive(Class<?>... classes) {
        String name = classes[0].getSimpleName().toLowerCase(Locale.ROOT);
        return ShrinkWrap.create(WebArchive.class, name + ".war").addClass(Notes.class).addClasses(classes);
    }

    /** The address of an endpoint of the archive. @param path begins with a slash */
    protected URI uri(String path) {
        return URI.create("ws" + url.toString().substring("http".length(), url.toString().length() - 1) + path);
    }

    /** A handshake with an endpoint of the archive. */
    protected Handshake handshake(String path) {
        return handshake(uri(path));
    }

    /** A handshake with whatever is at that address. */
    protected Handshake handshake(URI uri) {
        return new Handshake(uri);
    }

    /** Connects to an endpoint of the archive, until the test ends. */
    protected WireClient connect(String path) throws IOException {
        return connect(handshake(path));
    }

    /** Connects, until the test ends. */
    protected WireClient connect(Handshake handshake) throws IOException {
        WireClient client = send(handshake);
        assertEquals(101, client.status(), "the status of the handshake's answer");
        return client;
    }

    /** Sends a handshake, whatever the answer is. */
    protected WireClient send(Handshake handshake) throws IOException {
        WireClient client = handshake.send();
        clients.add(client);
        return client;
    }

    /** What an endpoint has noted by that name, in order; waits for it. */
    protected String noted(String name) throws IOException {
        return connect("/notes/" + name).ask("next");
    }

    /** Notes something for an endpoint that waits for it. */
    protected void note(String name, String note) throws IOException {
        assertEquals("noted", connect("/notes/" + name).ask("note " + note));
    }

    /** Nothing is left of a test. */
    @AfterEach
    void closeClients() throws IOException {
        for (WireClient client : clients) {
            client.close();
        }
    }
}
