package dev.bosphorus.tck.api.messages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

/** What a server does with the messages that come: their order, their size, Pings. */
public class ReceivingTests extends ApiTests {

    private static final byte[] BYTES = {1, 2, 3};

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(ReceivingEndpoints.class);
    }

    @Test
    @Assertion(section = "WSC-5.1-4", text = "Messages come to the endpoint one after the other, in their order")
    void messagesComeInOrder() throws IOException {
        WireClient client = connect("/echo/order");
        Frame[] frames = new Frame[300];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = i % 3 == 0 ? Frame.binary(true, (byte) i) : Frame.text("message " + i, true);
        }
        client.send(frames);
        for (int i = 0; i < frames.length; i++) {
            assertArrayEquals(frames[i].payload(), client.frame().payload());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 125, 126, 65_535, 65_536, 200_000})
    @Assertion(section = "Session.setMaxTextMessageBufferSize", text = "Messages up to the maximum length are buffered")
    void messagesUpToTheLimitArrive(int length) throws IOException {
        WireClient client = connect("/echo/limit-" + length);
        String text = "x".repeat(length);
        assertEquals(text, client.ask(text));
        assertArrayEquals(new byte[length], client.send(new byte[length]).bytes());
    }

    @Test
    @Assertion(section = "Session.getMaxTextMessageBufferSize", text = "A text message that is too large closes the session with TOO_BIG")
    void textAboveTheBufferSizeClosesWith1009() throws IOException {
        WireClient client = connect("/echo/limit-10");
        assertEquals("0123456789", client.ask("0123456789"));
        assertEquals("1009", client.send("0123456789x").closed().substring(0, 4));
        assertEquals("close 1009", noted("limit-10"));
    }

    @Test
    @Assertion(section = "Session.getMaxBinaryMessageBufferSize", text = "A binary message that is too large closes with TOO_BIG")
    void bytesAboveTheBufferSizeCloseWith1009() throws IOException {
        WireClient client = connect("/echo/limit-11");
        assertArrayEquals(new byte[11], client.send(new byte[11]).bytes());
        assertEquals("1009", client.send(new byte[12]).closed().substring(0, 4));
        assertEquals("close 1009", noted("limit-11"));
    }

    @Test
    @Assertion(section = "Session.getMaxTextMessageBufferSize", text = "The limit is one of the whole message, whatever its fragments are")
    void fragmentsAboveTheBufferSizeCloseWith1009() throws IOException {
        WireClient client = connect("/echo/limit-12").send(Frame.text("0123456", false),
                Frame.continuation(true, "789abcdef".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("1009", client.closed().substring(0, 4));
    }

    @Test
    @Assertion(section = "WSC-4.7.1-1", text = "A text message above maxMessageSize closes the connection with 1009")
    void textAboveMaxMessageSizeClosesWith1009() throws IOException {
        WireClient client = connect("/five");
        assertEquals("12345", client.ask("12345"));
        assertEquals("1009", client.send("123456").closed().substring(0, 4));
    }

    @Test
    @Assertion(section = "WSC-4.7.1-1", text = "A binary message above maxMessageSize closes the connection with 1009")
    void bytesAboveMaxMessageSizeCloseWith1009() throws IOException {
        WireClient client = connect("/five");
        assertArrayEquals(new byte[5], client.send(new byte[5]).bytes());
        assertEquals("1009", client.send(new byte[6]).closed().substring(0, 4));
    }

    @Test
    @Assertion(section = "WSC-4.7.1-1", text = "maxMessageSize is the maximum size in bytes, not in characters")
    void maxMessageSizeIsInBytes() throws IOException {
        WireClient client = connect("/five");
        assertEquals("\u20acur", client.ask("\u20acur"));
        assertEquals("1009", client.send("\u20acuro").closed().substring(0, 4));
    }

    @Test
    @Assertion(section = "WSC-5.1.5", text = "Parts of a message come in order, and are not interleaved with other messages")
    void partsAreNotInterleaved() throws IOException {
        WireClient client = connect("/parts/order");
        client.send(Frame.text("a", false), Frame.continuation(false, (byte) 'b'), Frame.ping(), Frame.continuation(true, (byte) 'c'),
                Frame.binary(false, BYTES), Frame.continuation(true, BYTES), Frame.text("d", true));
        client.pong();
        assertEquals("0 abc", client.text());
        assertEquals("6 bytes 0", client.text());
        assertEquals("0 d", client.text());
    }

    @Test
    @Assertion(section = "MessageHandler.Partial", text = "Large messages may be delivered in smaller parts")
    void largeMessageComesInParts() throws IOException {
        assertEquals("1000000 bytes 0", connect("/parts/large").send(new byte[1_000_000]).text());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125})
    @Assertion(section = "WSC-2.2.5-1", text = "A Ping is answered with a Pong with the same application data")
    void pingIsAnswered(int length) throws IOException {
        byte[] data = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(data, connect("/echo/ping").send(Frame.ping(data)).pong());
    }

    @Test
    @Assertion(section = "WSC-2.2.5-2", text = "A Pong is given to the method that has a PongMessage")
    void pongComesToItsMethod() throws IOException {
        assertEquals("pong of 3", connect("/echo/pong").send(Frame.pong(BYTES)).text());
    }

    @Test
    @Assertion(section = "WSC-2.2.3-1", text = "Each kind of message comes to the method that is annotated for it")
    void eachKindComesToItsMethod() throws IOException {
        WireClient client = connect("/echo/kinds");
        assertEquals("text", client.ask("text"));
        assertArrayEquals(BYTES, client.send(BYTES).bytes());
        assertEquals("pong of 0", client.send(Frame.pong()).text());
    }
}
