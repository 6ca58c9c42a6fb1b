package dev.bosphorus.tck.api.codecs;

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
import org.junit.jupiter.params.provider.CsvSource;

/** Chapter 3 and sections 4.1.2 and 4.1.3: messages as objects of the application. */
public class CodecTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(CodecEndpoints.class);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String bytes(WireClient client) throws IOException {
        return new String(client.bytes(), StandardCharsets.UTF_8);
    }

    // ---- Each form -----------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "WSC-4.1.3-1", text = "Text is decoded by a Decoder.Text, and encoded by an Encoder.Text")
    void textGoesThroughTextCodecs() throws IOException {
        assertEquals("[a\u20ac]", connect("/word").ask("[a\u20ac]"));
    }

    @Test
    @Assertion(section = "WSC-4.1.3-1", text = "Text is decoded by a Decoder.TextStream, and encoded by an Encoder.TextStream")
    void textGoesThroughStreamCodecs() throws IOException {
        assertEquals("line a\u20ac", connect("/line").ask("a\u20ac"));
        assertEquals("line ", connect("/line").ask(""));
    }

    @Test
    @Assertion(section = "WSC-4.1.3-1", text = "Binary messages are decoded by a Decoder.Binary, and encoded by an Encoder.Binary")
    void bytesGoThroughBinaryCodecs() throws IOException {
        assertEquals("blob a\u20ac", bytes(connect("/blob").send(utf8("a\u20ac"))));
    }

    @Test
    @Assertion(section = "WSC-4.1.3-1", text = "Binary messages are decoded by a Decoder.BinaryStream, and encoded by an Encoder.BinaryStream")
    void bytesGoThroughStreamCodecs() throws IOException {
        assertEquals("dump a\u20ac", bytes(connect("/dump").send(utf8("a\u20ac"))));
    }

    @Test
    @Assertion(section = "Decoder", text = "A decoder gets the whole message, whatever its fragments are")
    void fragmentsAreDecodedAsOneMessage() throws IOException {
        WireClient client = connect("/word").send(Frame.text("[a", false), Frame.continuation(true, utf8("b]")));
        assertEquals("[ab]", client.text());
        client = connect("/line").send(Frame.text("a", false), Frame.continuation(true, utf8("b")));
        assertEquals("line ab", client.text());
    }

    @Test
    @Assertion(section = "WSC-4.1.3-1", text = "The decoder is chosen by the native type of the message")
    void textAndBytesHaveTheirOwnDecoders() throws IOException {
        WireClient client = connect("/both");
        assertEquals("line a", client.ask("a"));
        assertEquals("blob a", bytes(client.send(utf8("a"))));
    }

    @Test
    @Assertion(section = "WSC-3-1", text = "Encoders and decoders of a configuration are used for message handlers")
    void codecsOfAConfigurationAreUsed() throws IOException {
        WireClient client = connect("/programmatic");
        assertEquals("[a]", client.ask("[a]"));
        assertEquals("blob a", bytes(client.send(utf8("a"))));
    }

    // ---- Sending -------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"word, [w]", "line, line l"})
    @Assertion(section = "WSC-4.1.2-1", text = "An object is encoded by the encoder that matches its type: as text")
    void objectsAreSentAsText(String type, String text) throws IOException {
        assertEquals(text, connect("/sending/basic").ask(type));
        assertEquals(text, connect("/sending/async").ask(type));
    }

    @ParameterizedTest
    @CsvSource({"blob, blob b", "dump, dump d"})
    @Assertion(section = "WSC-4.1.2-1", text = "An object is encoded by the encoder that matches its type: as a binary message")
    void objectsAreSentAsBytes(String type, String text) throws IOException {
        assertEquals(text, bytes(connect("/sending/basic").send(type)));
        assertEquals(text, bytes(connect("/sending/async").send(type)));
    }

    @Test
    @Assertion(section = "WSC-4.1.2-1", text = "A sub-class of the encoder's type matches")
    void subclassesAreEncoded() throws IOException {
        assertEquals("[w is long]", connect("/sending/basic").ask("long word"));
        assertEquals("[it is long]", connect("/word").ask("[long]"));
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.sendObject(Object)", text = "The encoder's EncodeException is thrown, with the object")
    void encodersExceptionReachesTheSender() throws IOException {
        assertEquals("of the encoder true", connect("/sending/basic").ask("unencodable"));
    }

    @Test
    @Assertion(section = "RemoteEndpoint.Basic.sendObject(Object)", text = "An encoder for a primitive type overrides the default one")
    void encoderOfAPrimitiveReplacesThePlatforms() throws IOException {
        assertEquals("number 5", connect("/number").ask("four"));
    }

    // ---- Failing -------------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "WSC-4.1.3-2", text = "willDecode says whether a text matches; what no decoder takes is a DecodeException")
    void textThatNoDecoderTakesIsADecodeException() throws IOException {
        String error = connect("/word").ask("no word");
        assertEquals("DecodeException", error.substring(0, error.indexOf(' ')));
        assertEquals("text no word", error.substring(error.length() - 12));
    }

    @Test
    @Assertion(section = "WSC-4.1.3-2", text = "willDecode says whether bytes match; what no decoder takes is a DecodeException")
    void bytesThatNoDecoderTakesAreADecodeException() throws IOException {
        String error = connect("/blob").send(utf8("D")).text();
        assertEquals("DecodeException", error.substring(0, error.indexOf(' ')));
        assertEquals("bytes 1", error.substring(error.length() - 7));
    }

    @ParameterizedTest
    @CsvSource({"word", "programmatic"})
    @Assertion(section = "WSC-5.2.2-2", text = "A decoder's exception reaches the error handling method, and the next message comes")
    void decodersExceptionReachesOnError(String endpoint) throws IOException {
        WireClient client = connect("/" + endpoint);
        assertEquals("DecodeException of the decoder text [bad]", client.ask("[bad]"));
        assertEquals("[good]", client.ask("[good]"));
    }

    @Test
    @Assertion(section = "WSC-5.2.2-2", text = "An unchecked exception of a decoder reaches the error handling method")
    void decodersUncheckedExceptionReachesOnError() throws IOException {
        WireClient client = connect("/word");
        assertEquals("IllegalStateException of the decoder", client.ask("[worse]"));
        assertEquals("[good]", client.ask("[good]"));
    }

    @Test
    @Assertion(section = "DecodeException.getBytes", text = "The bytes of the binary message that could not be decoded")
    void decodeExceptionHasTheBytes() throws IOException {
        assertEquals("DecodeException of the decoder bytes 2", connect("/blob").send(new byte[2]).text());
    }

    // ---- Their life ----------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "Decoder.init", text = "Called with the configuration before the decoder is used, as is Encoder.init")
    void codecsAreInitialised() throws IOException {
        assertEquals("made initialised 1, made initialised 1", connect("/living").ask("x"));
    }

    @Test
    @Assertion(section = "4.1.3", text = "There is a new instance of each decoder, and of each encoder, per connection per endpoint")
    void everyConnectionHasCodecsOfItsOwn() throws IOException {
        WireClient one = connect("/living");
        one.ask("x");
        assertEquals("made initialised 2, made initialised 2", one.ask("x"));
        assertEquals("made initialised 1, made initialised 1", connect("/living").ask("x"));
    }

    @Test
    @Assertion(section = "Decoder.destroy", text = "Called when the decoder is about to be brought out of service, as is Encoder.destroy")
    void codecsAreDestroyed() throws IOException {
        WireClient client = connect("/ending");
        client.ask("x");
        client.close(1000, "");
        assertEquals("destroyed", noted("ending"));
        assertEquals("destroyed", noted("ending"));
    }
}
