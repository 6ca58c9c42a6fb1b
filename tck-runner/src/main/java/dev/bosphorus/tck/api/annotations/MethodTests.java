package dev.bosphorus.tck.api.annotations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

/** Sections 4.3 to 4.8: annotated methods, what they may take and return. */
public class MethodTests extends ApiTests {

    private static final byte[] BYTES = {1, 2, 3};

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(MethodEndpoints.class);
    }

    private WireClient open(String endpoint) throws IOException {
        return connect("/" + endpoint + "/x/1");
    }

    // ---- OnMessage -----------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"String", "Reader", "TextParts"})
    @Assertion(section = "OnMessage", text = "Text comes as String, as Reader, or as String and boolean in parts")
    void textComesAsTheTypeOfTheParameter(String type) throws IOException {
        assertEquals("a\u20ac", open(type).ask("a\u20ac"));
        assertEquals("ab", open(type).send(Frame.text("a", false), Frame.continuation(true, (byte) 'b')).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes", "ByteBuffer", "InputStream", "bytesParts", "ByteBufferParts"})
    @Assertion(section = "OnMessage", text = "Binary messages come as byte[], ByteBuffer or InputStream, or with a boolean in parts")
    void bytesComeAsTheTypeOfTheParameter(String type) throws IOException {
        assertArrayEquals(BYTES, open(type).send(BYTES).bytes());
        assertArrayEquals(BYTES, open(type).send(Frame.binary(false, (byte) 1), Frame.continuation(true, (byte) 2, (byte) 3)).bytes());
    }

    @Test
    @Assertion(section = "OnMessage", text = "PongMessage for handling pong messages")
    void pongComesAsAPongMessage() throws IOException {
        assertArrayEquals(BYTES, open("PongMessage").send(Frame.pong(BYTES)).bytes());
    }

    @Test
    @Assertion(section = "OnMessage", text = "The parameters may be listed in any order")
    void parametersComeInAnyOrder() throws IOException {
        WireClient client = open("all");
        assertEquals("text x 1 true", client.ask("text"));
        assertEquals("3 true x 1 true", client.send(BYTES).text());
        assertEquals("pong x true", client.send(Frame.pong()).text());
    }

    @Test
    @Assertion(section = "OnMessage", text = "A String that is returned is sent as a text message")
    void returnedTextIsSent() throws IOException {
        assertEquals("text", connect("/returns/String").ask("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Array", "ByteBuffer"})
    @Assertion(section = "OnMessage", text = "A byte[] or ByteBuffer that is returned is sent as a binary message")
    void returnedBytesAreSent(String type) throws IOException {
        assertArrayEquals(new byte[] {1, 2}, connect("/returns/" + type).send("x").bytes());
    }

    @Test
    @Assertion(section = "WSC-4.7-3", text = "An equivalent of a primitive that is returned is sent as its string representation")
    void returnedPrimitivesAreSentAsText() throws IOException {
        assertEquals("42", connect("/returns/Integer").ask("x"));
        assertEquals("true", connect("/returns/Boolean").ask("x"));
    }

    @Test
    @Assertion(section = "OnMessage", text = "For a method that returns void, nothing is sent")
    void nothingIsSentForVoid() throws IOException {
        WireClient client = open("void").send("void");
        assertEquals("got", noted("void"));
        assertEquals("bytes", client.send(BYTES).text());
    }

    @Test
    @Assertion(section = "WSC-2.2.3-1", text = "A method that implements one of an interface is called when it is annotated")
    void methodOfAnInterfaceIsCalled() throws IOException {
        assertEquals("x!", open("interface").ask("x"));
    }

    // ---- OnOpen, OnClose and PathParam ---------------------------------------------------------------------------

    @Test
    @Assertion(section = "WSC-4.4-2", text = "OnOpen may have the new Session, the EndpointConfig and parameters of the path")
    void onOpenTakesItsParametersInAnyOrder() throws IOException {
        assertEquals("x 2 true true", open("parameters").ask("x"));
    }

    @Test
    @Assertion(section = "WSC-4.5-2", text = "OnClose may have the Session, the CloseReason and parameters of the path")
    void onCloseTakesItsParametersInAnyOrder() throws IOException {
        connect("/parameters/close/7").close(4000, "");
        assertEquals("7 close 4000", noted("close"));
    }

    @Test
    @Assertion(section = "WSC-4.4-1", text = "All parameters of OnOpen are optional; it is called for each new connection")
    void onOpenNeedsNoParameters() throws IOException {
        assertEquals("1", open("none").ask("x"));
        assertEquals("1", open("none").ask("x"));
    }

    @Test
    @Assertion(section = "WSC-4.5-1", text = "All parameters of OnClose are optional; it is called before the connection is brought down")
    void onCloseNeedsNoParameters() throws IOException {
        open("none").close(1000, "");
        assertEquals("closed", noted("none"));
    }

    @Test
    @Assertion(section = "WSC-4.1-1", text = "An endpoint needs no methods")
    void endpointNeedsNoMethods() throws IOException {
        assertEquals("1000", open("empty").send("ignored").send(BYTES).close(1000, ""));
    }

    @Test
    @Assertion(section = "4.1", text = "The class may be final and have final methods")
    void endpointMayBeFinal() throws IOException {
        assertEquals("x", open("final").ask("x"));
    }

    @Test
    @Assertion(section = "WSC-4.3-3", text = "The parameter has the value of the segment of the request's URI")
    void pathParameterIsTheSegment() throws IOException {
        assertEquals("t a b c true", connect("/all/a%20b/c").ask("t"));
    }

    @Test
    @Assertion(section = "4.3", text = "A String parameter whose name is not in the template is null")
    void unknownPathParameterIsNull() throws IOException {
        assertEquals("x null", open("unknown").ask("x"));
    }

    // ---- Inheritance ---------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "WSC-4.8.2", text = "A sub-class of an annotated endpoint is no endpoint; a scan filters it out")
    void subclassOfAnEndpointIsNotDeployed() throws IOException {
        assertEquals("parent x", open("parent").ask("x"));
        assertNotEquals(101, send(handshake("/child/x/1")).status());
    }

    @Test
    @Assertion(section = "4.8", text = "A method that overrides an annotated one is called where it is annotated itself")
    void overridingMethodIsCalledWithItsOwnAnnotation() throws IOException {
        assertEquals("overriding x", open("overriding").ask("x"));
    }
}
