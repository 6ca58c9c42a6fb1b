package dev.bosphorus.tck.api.errors;

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

/** Section 5.2: errors of the application, and where they go. */
public class ErrorTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(ErrorEndpoints.class);
    }

    @ParameterizedTest
    @CsvSource({"unchecked, IllegalStateException of onMessage", "checked, CheckedException of onMessage",
            "io, IOException of onMessage"})
    @Assertion(section = "WSC-5.2.2-2", text = "The error handling method is invoked with the error of the message handling method")
    void onErrorGetsWhatOnMessageThrows(String kind, String error) throws IOException {
        connect("/annotated/" + kind).send(kind);
        assertEquals(error, noted(kind));
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated", "programmatic"})
    @Assertion(section = "WSC-5.2.2-1", text = "Errors of an endpoint are caught by the implementation")
    void sessionGoesOnAfterAnError(String kind) throws IOException {
        WireClient client = connect("/" + kind + "/goes-on");
        assertEquals("got before", client.ask("before"));
        client.send(kind.equals("annotated") ? "unchecked" : "throw");
        assertEquals("got after", client.ask("after"));
    }

    @Test
    @Assertion(section = "WSC-5.2.2-2", text = "onError of a programmatic endpoint is invoked with the error of a message handler")
    void onErrorGetsWhatAHandlerThrows() throws IOException {
        connect("/programmatic/handler").send("throw");
        assertEquals("IllegalStateException of a handler", noted("handler"));
    }

    @Test
    @Assertion(section = "WSC-5.2.2-2", text = "The error handling method is invoked with the error of onOpen")
    void onErrorGetsWhatOnOpenThrows() throws IOException {
        connect("/open/open");
        assertEquals("IllegalStateException of onOpen", noted("open"));
    }

    @Test
    @Assertion(section = "WSC-4.5-3", text = "If onClose throws an error, it is passed to onError together with the session")
    void onErrorGetsWhatOnCloseThrows() throws IOException {
        connect("/close/close").close(1000, "");
        assertEquals("IllegalStateException of onClose", noted("close"));
    }

    @Test
    @Assertion(section = "WSC-5.2.2-3", text = "Errors of an endpoint without an error handling method do not disturb it")
    void endpointWithoutOnErrorGoesOn() throws IOException {
        WireClient client = connect("/without/without").send("throw");
        assertEquals("got after", client.ask("after"));
    }

    @Test
    @Assertion(section = "WSC-5.2.2-4", text = "Errors of the error handling method itself do not disturb the endpoint")
    void endpointWhoseOnErrorThrowsGoesOn() throws IOException {
        WireClient client = connect("/twice/twice").send("throw");
        assertEquals("got after", client.ask("after"));
        assertEquals("IllegalStateException of onMessage", noted("twice"));
    }

    @Test
    @Assertion(section = "Endpoint.onError", text = "What cannot be decoded is a DecodeException, with the text")
    void messageThatIsNoNumberIsADecodeException() throws IOException {
        WireClient client = connect("/numbers/message/1");
        client.text();
        client.send("one");
        assertEquals("DecodeException one", noted("message"));
        assertEquals("3", client.ask("2"));
    }

    @Test
    @Assertion(section = "WSC-4.3-6", text = "A path segment that cannot be decoded is a DecodeException with the segment")
    void pathThatIsNoNumberIsADecodeException() throws IOException {
        WireClient client = connect("/numbers/path/one");
        client.text();
        client.send("1");
        assertEquals("DecodeException one", noted("path"));
    }

    @Test
    @Assertion(section = "WSC-4.6-1", text = "OnError takes the session in which the error occurred, and parameters of the path")
    void onErrorTakesSessionAndPathParameters() throws IOException {
        connect("/parameters/parameters/12").send("error");
        assertEquals("error 12 true null", noted("parameters"));
    }

    @Test
    @Assertion(section = "WSC-4.6-2", text = "The error is passed as the Throwable parameter")
    void onErrorTakesTheErrorItself() throws IOException {
        connect("/annotated/itself").send("checked");
        assertEquals("CheckedException of onMessage", noted("itself"));
    }

    @Test
    @Assertion(section = "WSC-5.2.2-2", text = "The error handling method is invoked with the EncodeException of what a method returns")
    void onErrorGetsWhatCannotBeEncoded() throws IOException {
        WireClient client = connect("/unencodable/unencodable").send("encode");
        assertEquals("got bytes", client.send(new byte[1]).text());
        assertEquals("EncodeException of the encoder", noted("unencodable"));
    }

    @Test
    @Assertion(section = "CloseReason.CloseCodes.TOO_BIG", text = "A message that is too big ends the session with 1009; onError may be told before")
    void messageThatIsTooBigEndsTheSession() throws IOException {
        WireClient client = connect("/small/small").send("large");
        assertEquals("1009", client.closed().substring(0, 4));
        String told = noted("small");
        while (told.equals("error")) {
            told = noted("small");
        }
        assertEquals("close 1009", told);
    }
}
