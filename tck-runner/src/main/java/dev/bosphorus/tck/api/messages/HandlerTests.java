package dev.bosphorus.tck.api.messages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bosphorus.tck.api.ApiTests;
import dev.bosphorus.tck.api.Assertion;
import dev.bosphorus.tck.api.Frame;
import dev.bosphorus.tck.api.WireClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2.1.3: message handlers of each type, and how they are changed. */
public class HandlerTests extends ApiTests {

    private static final byte[] BYTES = {1, 2, (byte) 0xff};

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(HandlerEndpoints.class);
    }

    private WireClient handling(String kind) throws IOException {
        return connect("/handling/" + kind.replace(" ", "%20").replace("[]", "%5B%5D"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"String", "Reader", "parts", "by its class"})
    @Assertion(section = "MessageHandler", text = "Text comes whole as String or Reader, or as String in parts")
    void textComesAsTheTypeOfTheHandler(String kind) throws IOException {
        WireClient client = handling(kind);
        assertEquals("a\u20ac\ud83d\ude00", client.ask("a\u20ac\ud83d\ude00"));
        assertEquals("", client.ask(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"String", "Reader", "parts", "by its class"})
    @Assertion(section = "MessageHandler.Whole", text = "A text that is received in parts is complete in the end")
    void textInFragmentsComesAsTheTypeOfTheHandler(String kind) throws IOException {
        byte[] euro = "\u20ac".getBytes(StandardCharsets.UTF_8);
        WireClient client = handling(kind).send(Frame.text("a", false), Frame.continuation(false, euro[0]),
                Frame.continuation(false), Frame.continuation(false, euro[1], euro[2]), Frame.continuation(true, (byte) 'b'));
        assertEquals("a\u20acb", client.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ByteBuffer", "byte[]", "InputStream", "parts of ByteBuffer", "parts of byte[]", "by its class"})
    @Assertion(section = "MessageHandler", text = "Binary messages come whole as ByteBuffer, byte[] or InputStream, or in parts")
    void bytesComeAsTheTypeOfTheHandler(String kind) throws IOException {
        WireClient client = handling(kind);
        assertEquals("0102ff", client.send(BYTES).text());
        assertEquals("", client.send(new byte[0]).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ByteBuffer", "byte[]", "InputStream", "parts of ByteBuffer", "parts of byte[]", "by its class"})
    @Assertion(section = "MessageHandler.Whole", text = "A binary message that is received in parts is complete in the end")
    void bytesInFragmentsComeAsTheTypeOfTheHandler(String kind) throws IOException {
        WireClient client = handling(kind).send(Frame.binary(false, BYTES[0]), Frame.continuation(false), Frame.ping((byte) 7),
                Frame.continuation(false, BYTES[1]), Frame.continuation(true, BYTES[2]));
        client.pong();
        assertEquals("0102ff", client.text());
    }

    @Test
    @Assertion(section = "WSC-2.2.5-2", text = "A Pong is given to the handler of PongMessage")
    void pongsComeToTheirHandler() throws IOException {
        WireClient client = handling("PongMessage").send(Frame.pong(BYTES));
        assertEquals("0102ff", client.text());
        assertEquals("", client.send(Frame.pong()).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"second text", "second text in parts", "second Reader", "second binary", "second binary in parts",
            "second Pong"})
    @Assertion(section = "WSC-2.1.3-2", text = "A second handler for a native message type is an IllegalStateException")
    void secondHandlerForATypeIsRefused(String kind) throws IOException {
        assertEquals("IllegalStateException", connect("/changing/told").ask(kind));
    }

    @Test
    @Assertion(section = "WSC-2.1.3-1", text = "There may be one handler for text, one for binary and one for Pong messages")
    void oneHandlerOfEachTypeIsAllowed() throws IOException {
        assertEquals("3 true", connect("/changing/told").ask("one of each"));
    }

    @Test
    @Assertion(section = "Session.getMessageHandlers", text = "An unmodifiable copy of the set of handlers")
    void handlersAreAnUnmodifiableCopy() throws IOException {
        WireClient client = connect("/changing/told");
        assertEquals("UnsupportedOperationException", client.ask("clear"));
        assertEquals("still here x", client.ask("x"));
    }

    @Test
    @Assertion(section = "Session.removeMessageHandler", text = "Removes the given handler from the set belonging to this session")
    void handlerIsReplaced() throws IOException {
        WireClient client = connect("/changing/told");
        assertEquals("1 false", client.ask("replace"));
        assertEquals("replaced x", client.ask("x"));
    }

    @Test
    @Assertion(section = "2.1.3", text = "Once a handler is identified for a message, it is used for the entirety of the message")
    void handlerIsUsedForTheEntireMessage() throws IOException {
        WireClient client = connect("/changing/within");
        client.send(Frame.text("a", false), Frame.continuation(false, (byte) 'b'), Frame.continuation(true, (byte) 'c'));
        assertEquals("the first one abc", client.text());
        assertEquals("the next one x", client.ask("x"));
    }

    @Test
    @Assertion(section = "Session.addMessageHandler", text = "Handlers register interest; messages without a handler disturb nothing")
    void messageWithoutAHandlerIsIgnored() throws IOException {
        WireClient client = connect("/changing/none").send("text").send(Frame.pong());
        assertEquals("bytes", client.send(BYTES).text());
    }
}
