package dev.bosphorus.tck.api.messages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bosphorus.tck.api.ApiTests;
import dev.bosphorus.tck.api.Assertion;
import dev.bosphorus.tck.api.WireClient;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 2.1.4 and {@link jakarta.websocket.RemoteEndpoint}: what a server sends. */
public class SendingTests extends ApiTests {

    private static final byte[] BYTES = {1, 2, 3};

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(SendingEndpoints.class);
    }

    private WireClient told(String how) throws IOException {
        return connect("/basic").send(how);
    }

    // ---- Basic ---------------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.sendText(String)", text = "Sends a text message")
    void textIsSent() throws IOException {
        assertEquals("gr\u00fc\u00df \ud83d\ude00", told("sendText").text());
        assertEquals("", told("sendText empty").text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.sendText(String, boolean)", text = "Sends a text message in parts")
    void textIsSentInParts() throws IOException {
        assertEquals("a\u20acb", told("sendText in parts").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendBinary", "sendBinary direct", "sendBinary read-only"})
    @Assertion(section = "RemoteEndpoint.Basic.sendBinary(ByteBuffer)", text = "Sends a binary message, from whatever buffer")
    void bytesAreSent(String how) throws IOException {
        assertArrayEquals(BYTES, told(how).bytes());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.sendBinary(ByteBuffer)", text = "What is between position and limit is sent")
    void bytesBetweenPositionAndLimitAreSent() throws IOException {
        assertArrayEquals(new byte[] {2}, told("sendBinary slice").bytes());
        assertArrayEquals(new byte[0], told("sendBinary empty").bytes());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.sendBinary(ByteBuffer, boolean)", text = "Sends a binary message in parts")
    void bytesAreSentInParts() throws IOException {
        assertArrayEquals(BYTES, told("sendBinary in parts").bytes());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.getSendStream", text = "A stream on which a binary message may be sent")
    void streamIsOneBinaryMessage() throws IOException {
        WireClient client = told("getSendStream");
        assertArrayEquals(BYTES, client.bytes());
        assertEquals("after the stream", client.text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.getSendWriter", text = "A writer on which a text message may be sent")
    void writerIsOneTextMessage() throws IOException {
        WireClient client = told("getSendWriter");
        assertEquals("a\ud83d\ude00b", client.text());
        assertEquals("after the stream", client.text());
    }

    @ParameterizedTest
    @CsvSource({"String, text", "boolean, true", "byte, -1", "char, c", "double, 0.5", "float, 0.25", "int, 42", "long, 1099511627776",
            "short, 7"})
    @Assertion(section = "RemoteEndpoint.Basic.sendObject(Object)", text = "Primitive types and their equivalents need no encoder")
    void primitivesAreSentAsText(String type, String text) throws IOException {
        WireClient client = connect("/object/" + type);
        assertEquals(text, client.ask("basic"));
        assertEquals(text, client.ask("future"));
        assertEquals(text, client.ask("handler"));
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.sendObject(Object)", text = "An object without an encoder is an EncodeException")
    void objectWithoutAnEncoderIsRefused() throws IOException {
        assertEquals("EncodeException", connect("/refused").ask("sendObject(object)"));
    }

    // ---- Ping and Pong -------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "RemoteEndpoint.sendPing", text = "Sends a Ping with the application data")
    void pingIsSent() throws IOException {
        assertArrayEquals(BYTES, told("sendPing").ping());
        assertArrayEquals(new byte[0], told("sendPing empty").ping());
        assertArrayEquals(new byte[125], told("sendPing of 125").ping());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.sendPong", text = "Sends an unsolicited Pong with the application data")
    void pongIsSent() throws IOException {
        assertArrayEquals(BYTES, told("sendPong").pong());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendPing of 126", "sendPong of 126", "Async.sendPing of 126"})
    @Assertion(section = "RemoteEndpoint.sendPing", text = "More than 125 bytes are an IllegalArgumentException")
    void controlFramesHave125BytesAtMost(String how) throws IOException {
        assertEquals("IllegalArgumentException", connect("/refused").ask(how));
    }

    // ---- Async ---------------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "RemoteEndpoint.Async.sendText(String)", text = "The Future's get returns null upon successful completion")
    void futureOfATextCompletesWithNull() throws IOException {
        WireClient client = connect("/results").send("future of sendText");
        assertEquals("sent", client.text());
        assertEquals("null", client.text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Async.sendBinary(ByteBuffer)", text = "The Future's get returns null upon successful completion")
    void futureOfBytesCompletesWithNull() throws IOException {
        WireClient client = connect("/results").send("future of sendBinary");
        assertArrayEquals(BYTES, client.bytes());
        assertEquals("null", client.text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Async.sendObject(Object)", text = "The Future's get returns null upon successful completion")
    void futureOfAnObjectCompletesWithNull() throws IOException {
        WireClient client = connect("/results").send("future of sendObject");
        assertEquals("1", client.text());
        assertEquals("null", client.text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Async.sendObject(Object)", text = "Errors are wrapped in the Future's ExecutionException")
    void futureFailsWithoutAnEncoder() throws IOException {
        assertEquals("EncodeException", connect("/results").ask("future of no encoder"));
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Async.sendText(String, SendHandler)", text = "The handler is notified when the message is sent")
    void handlerOfATextGetsAnOkResult() throws IOException {
        WireClient client = connect("/results").send("handler of sendText");
        assertEquals("sent", client.text());
        assertEquals("true null", client.text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Async.sendBinary(ByteBuffer, SendHandler)", text = "The handler is notified when it is sent")
    void handlerOfBytesGetsAnOkResult() throws IOException {
        WireClient client = connect("/results").send("handler of sendBinary");
        assertArrayEquals(BYTES, client.bytes());
        assertEquals("true null", client.text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Async.sendObject(Object, SendHandler)", text = "The handler is notified when it is sent")
    void handlerOfAnObjectGetsAnOkResult() throws IOException {
        WireClient client = connect("/results").send("handler of sendObject");
        assertEquals("1", client.text());
        assertEquals("true null", client.text());
    }

    @Test
    @Assertion(section = "SendResult.getException", text = "The problem sending the message, if it was not sent")
    void handlerGetsTheFailure() throws IOException {
        assertEquals("false EncodeException", connect("/results").ask("handler of no encoder"));
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Async.setSendTimeout", text = "Sets the milliseconds that getSendTimeout returns")
    void sendTimeoutIsTheOneThatWasSet() throws IOException {
        assertEquals("12345", connect("/results").ask("timeout"));
    }

    // ---- Both ----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"sendBinary", "a future"})
    @Assertion(section = "RemoteEndpoint", text = "When a message is sent, its buffer's position is its limit, which is unchanged")
    void bufferIsConsumed(String how) throws IOException {
        WireClient client = connect("/results").send("position of " + how);
        assertArrayEquals(new byte[] {2}, client.bytes());
        assertEquals("2 2", client.text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.sendPing", text = "When it is sent, its buffer's position is its limit, which is unchanged")
    void bufferOfAPingIsConsumed() throws IOException {
        WireClient client = connect("/results").send("position of sendPing");
        client.ping();
        assertEquals("2 2", client.text());
    }

    @Test
    @Assertion(section = "RemoteEndpoint.sendPong", text = "When it is sent, its buffer's position is its limit, which is unchanged")
    void bufferOfAPongIsConsumed() throws IOException {
        WireClient client = connect("/results").send("position of sendPong");
        client.pong();
        assertEquals("2 2", client.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendText(null)", "sendText(null, true)", "sendBinary(null)", "sendBinary(null, true)", "sendObject(null)",
            "Async.sendText(null)", "Async.sendText(null, handler)", "Async.sendText(text, null)", "Async.sendBinary(null)",
            "Async.sendBinary(null, handler)", "Async.sendBinary(bytes, null)", "Async.sendObject(null)",
            "Async.sendObject(null, handler)", "Async.sendObject(object, null)"})
    @Assertion(section = "RemoteEndpoint", text = "Where a message or a handler is null, that is an IllegalArgumentException")
    void nullIsRefused(String how) throws IOException {
        assertEquals("IllegalArgumentException", connect("/refused").ask(how));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flush", "no more"})
    @Assertion(section = "RemoteEndpoint.setBatchingAllowed", text = "Off by default; a batch leaves by flushBatch or when it is set to false")
    void batchLeavesInOrder(String how) throws IOException {
        WireClient client = connect("/batch").send(how);
        assertEquals("false true", client.text());
        assertEquals("two", client.text());
    }
}
