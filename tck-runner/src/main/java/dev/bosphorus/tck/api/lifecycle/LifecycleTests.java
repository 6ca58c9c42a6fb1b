package dev.bosphorus.tck.api.lifecycle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.bosphorus.tck.api.ApiTests;
import dev.bosphorus.tck.api.Assertion;
import dev.bosphorus.tck.api.Frame;
import dev.bosphorus.tck.api.WireClient;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 2.1, 2.2 and 5.1: endpoints and sessions from their beginning to their end. */
public class LifecycleTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(LifecycleEndpoints.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"programmatic", "annotated"})
    @Assertion(section = "2.1.2", text = "An open notification is followed by messages, then by a close notification")
    void callbacksComeInOrder(String kind) throws IOException {
        String name = "order-" + kind;
        WireClient client = connect("/" + kind + "/" + name);
        client.ask("hello");
        client.send("throw");
        client.close(1000, "");
        assertEquals("open true true", noted(name));
        assertEquals("message hello", noted(name));
        assertEquals("message throw", noted(name));
        assertEquals("error asked to", noted(name));
        assertEquals("close 1000", noted(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"programmatic", "annotated"})
    @Assertion(section = "WSC-2.1.1-1", text = "There is one instance of the endpoint for each connected peer")
    void everyConnectionHasAnInstanceOfItsOwn(String kind) throws IOException {
        WireClient one = connect("/" + kind + "/instances");
        WireClient two = connect("/" + kind + "/instances");
        assertEquals("message 1", one.ask("a").substring(0, 9));
        assertEquals("message 2", one.ask("b").substring(0, 9));
        assertEquals("message 1", two.ask("c").substring(0, 9));
    }

    @ParameterizedTest
    @ValueSource(strings = {"programmatic", "annotated"})
    @Assertion(section = "WSC-2.1.2-1", text = "For each peer there is one unique Session")
    void everyConnectionHasASessionOfItsOwn(String kind) throws IOException {
        assertNotEquals(connect("/" + kind + "/ids").ask("x"), connect("/" + kind + "/ids").ask("x"));
    }

    @Test
    @Assertion(section = "WSC-2.1.2-1", text = "The Session of a connection is passed to the endpoint at the key events of its lifecycle")
    void everyCallbackGetsTheSameSession() throws IOException {
        connect("/sessions/same").send("x").close(1000, "");
        assertEquals("message true", noted("same"));
        assertEquals("error true", noted("same"));
        assertEquals("close true", noted("same"));
    }

    @Test
    @Assertion(section = "Endpoint.onOpen", text = "It is permitted to send messages from this method")
    void messagesCanBeSentFromOnOpen() throws IOException {
        assertEquals("opening", connect("/slow/sends").text());
        note("go-sends", "go");
        assertEquals("opened", noted("sends"));
    }

    @Test
    @Assertion(section = "Endpoint.onOpen", text = "No messages are mapped to a handler until this method has completed")
    void noMessageComesBeforeOnOpenHasReturned() throws IOException {
        WireClient client = connect("/slow/early");
        client.text();
        client.send("early");
        note("go-early", "go");
        assertEquals("opened", noted("early"));
        assertEquals("message early", noted("early"));
    }

    @Test
    @Assertion(section = "WSC-5.1-3", text = "The close method may not be invoked until after the open method has completed")
    void onCloseDoesNotComeBeforeOnOpenHasReturned() throws IOException {
        WireClient client = connect("/slow/closed");
        client.text();
        client.send(Frame.close(1000, ""));
        note("go-closed", "go");
        assertEquals("opened", noted("closed"));
        assertEquals("closed", noted("closed"));
    }

    @Test
    @Assertion(section = "WSC-5.1-2", text = "An endpoint instance is not invoked with more than one thread per peer at a time")
    void oneThreadAtATimeCallsAnEndpoint() throws IOException {
        WireClient client = connect("/threads/threads");
        for (int i = 0; i < 200; i++) {
            client.send("message");
        }
        client.close(1000, "");
        assertEquals("200 messages by 1 at once", noted("threads"));
    }

    @Test
    @Assertion(section = "WSC-2.1.2-2", text = "The user properties are preserved until the completion of onClose")
    void userPropertiesLastThroughOnClose() throws IOException {
        WireClient client = connect("/properties/kept");
        assertEquals("kept", client.ask("a value"));
        client.close(1000, "");
        assertEquals("kept a value of false", noted("kept"));
    }

    @Test
    @Assertion(section = "WSC-2.1.2-2", text = "The user properties of a session are its own")
    void userPropertiesAreEachSessionsOwn() throws IOException {
        assertEquals("kept", connect("/properties/other").ask("a value"));
        connect("/properties/own").close(1000, "");
        assertEquals("kept null of false", noted("own"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"programmatic", "annotated"})
    @Assertion(section = "WSC-2.1.5-1", text = "onClose is invoked when the peer closes the connection")
    void onCloseComesWhenThePeerCloses(String kind) throws IOException {
        connect("/" + kind + "/peer-" + kind).close(1001, "");
        assertEquals("open true true", noted("peer-" + kind));
        assertEquals("close 1001", noted("peer-" + kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"programmatic", "annotated"})
    @Assertion(section = "WSC-2.1.5-1", text = "onClose is invoked when the connection ends without a Close frame")
    void onCloseComesWhenTcpEnds(String kind) throws IOException {
        connect("/" + kind + "/tcp-" + kind).close();
        assertEquals("open true true", noted("tcp-" + kind));
        String next = noted("tcp-" + kind);
        // An error may be reported before the end.
        assertEquals("close 1006", next.startsWith("error ") ? noted("tcp-" + kind) : next);
    }

    @Test
    @Assertion(section = "WSC-2.1.5-1", text = "onClose is invoked when the application closes the session")
    void onCloseComesWhenTheApplicationCloses() throws IOException {
        WireClient client = connect("/closing/application").send("close");
        assertEquals("1000", client.closed());
        client.send(Frame.close(1000, ""));
        assertEquals("close 1000", noted("application"));
    }

    @Test
    @Assertion(section = "WSC-4.5-1", text = "OnClose is called once, whichever side begins")
    void onCloseComesOnce() throws IOException {
        for (int i = 0; i < 3; i++) {
            WireClient client = connect("/closing/once").send("close");
            client.closed();
            client.send(Frame.close(4000 + i, ""));
            client.ended();
            assertEquals("close 1000", noted("once"));
        }
        note("once", "no more");
        assertEquals("no more", noted("once"));
    }
}
