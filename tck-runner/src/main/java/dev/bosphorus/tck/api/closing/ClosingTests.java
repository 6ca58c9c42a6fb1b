package dev.bosphorus.tck.api.closing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

/** Section 2.1.5: what the peer is told of the end, and what the endpoint is told. */
public class ClosingTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(ClosingEndpoints.class);
    }

    @Test
    @Assertion(section = "Session.close()", text = "Closes with a normal status code and no reason phrase")
    void closeIsNormal() throws IOException {
        WireClient client = connect("/close/normal").send("close");
        assertEquals("1000", client.closed());
        client.send(Frame.close(1000, ""));
        assertEquals("1000", noted("normal"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000 bye", "1001 away", "1002 protocol", "1003 no such data", "1007 no text", "1008 policy", "1009 big",
            "1011 fault", "1012 restart", "1013 later", "3000 registered", "3999 registered", "4000 private", "4999 private",
            "4321 \u00fc\u20ac"})
    @Assertion(section = "Session.close(CloseReason)", text = "Closes the conversation, giving a reason, and notifies onClose")
    void closeTellsThePeerAndTheEndpointTheReason(String reason) throws IOException {
        String name = "reason-" + reason.substring(0, 4);
        WireClient client = connect("/close/" + name).send(reason);
        assertEquals(reason, client.closed());
        client.send(Frame.close(1000, ""));
        assertEquals(reason, noted(name));
    }

    @Test
    @Assertion(section = "Session.close(CloseReason)", text = "NO_STATUS_CODE may be used where no code is suitable; it is never sent")
    void closeWithoutAStatusSendsNone() throws IOException {
        WireClient client = connect("/close/none").send("1005 ");
        assertEquals(0, client.frame().payload().length);
        client.send(Frame.close());
        assertEquals("1005", noted("none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "999", "1004", "1006", "1015", "1016", "2999", "5000"})
    @Assertion(section = "Session.close(CloseReason)", text = "RFC 6455 defines the acceptable uses of status codes")
    void codesThatMayNotBeSentAreNotSent(String code) throws IOException {
        Frame frame = connect("/close/refused").send(code + " x").frame();
        String sent = new String(frame.payload(), StandardCharsets.UTF_8);
        assertTrue(sent.equals("refused") || !Integer.toString(code(frame)).equals(code), sent);
    }

    private static int code(Frame close) {
        return close.payload().length < 2 ? 1005 : (close.payload()[0] & 0xff) << 8 | close.payload()[1] & 0xff;
    }

    @Test
    @Assertion(section = "Session.close(CloseReason)", text = "A reason phrase of 123 bytes fits")
    void longestReasonIsSentWhole() throws IOException {
        String reason = "4000 " + "r".repeat(123);
        assertEquals(reason, connect("/close/longest").send(reason).closed());
    }

    @Test
    @Assertion(section = "Session", text = "Calling close after the session has been closed has no effect")
    void secondCloseHasNoEffect() throws IOException {
        WireClient client = connect("/close/twice").send("twice");
        assertEquals("4001 first", client.closed());
        client.send(Frame.close(4001, ""));
        assertTrue(client.ended());
        assertEquals("4001 first", noted("twice"));
    }

    @Test
    @Assertion(section = "Session.close(CloseReason)", text = "Unsent messages are sent prior to the close notification")
    void messagesLeaveBeforeTheClose() throws IOException {
        WireClient client = connect("/close/messages").send("after messages");
        assertEquals("one", client.text());
        assertEquals("two", client.text());
        assertEquals("1000", client.closed());
    }

    @Test
    @Assertion(section = "Session.close(CloseReason)", text = "A batch of unsent messages is sent prior to the close notification")
    void batchLeavesBeforeTheClose() throws IOException {
        WireClient client = connect("/close/batch").send("batch");
        assertEquals("in a batch", client.text());
        assertEquals("1000", client.closed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000 bye", "1001 away", "1002 protocol", "1003 no such data", "1007 no text", "1008 policy", "1009 big",
            "1010 extension", "1011 fault", "1012 restart", "1013 later", "3000 registered", "3999 registered", "4000 private",
            "4999 private", "4322 \u00fc\u20ac", "1000"})
    @Assertion(section = "2.1.5", text = "If the remote peer initiated the close, onClose gets the code and reason of its Close frame")
    void onCloseGetsThePeersReason(String reason) throws IOException {
        String name = "peer-" + reason.substring(0, 4) + reason.length();
        connect("/close/" + name).close(Integer.parseInt(reason.substring(0, 4)), reason.substring(4).strip());
        assertEquals(reason, noted(name));
    }

    @Test
    @Assertion(section = "CloseReason.CloseCodes.NO_STATUS_CODE", text = "1005 means that no status code was in the Close frame")
    void onCloseGets1005ForACloseWithoutAStatus() throws IOException {
        connect("/close/empty").send(Frame.close()).closed();
        assertEquals("1005", noted("empty"));
    }

    @Test
    @Assertion(section = "CloseReason.CloseCodes.CLOSED_ABNORMALLY", text = "1006 means that there was no Close frame")
    void onCloseGets1006WithoutAClose() throws IOException {
        connect("/close/cut").close();
        assertEquals("1006", noted("cut").substring(0, 4));
    }

    @Test
    @Assertion(section = "2.1.5", text = "A session that has timed out is closed by the container, whose endpoint gets 1006")
    void idleSessionIsClosedWith1006() throws IOException {
        WireClient client = connect("/close/idle").send("idle");
        assertFalse(client.closed().startsWith("1006"), "1006 is not for Close frames");
        assertEquals("1006", noted("idle").substring(0, 4));
    }

    @Test
    @Assertion(section = "RFC 6455, 5.5.1", text = "A Close frame is answered with a Close frame, with its status code")
    void peersCloseIsAnswered() throws IOException {
        assertEquals("4005", connect("/close/answered").close(4005, "x").substring(0, 4));
        assertEquals("4005 x", noted("answered"));
    }

    @Test
    @Assertion(section = "RFC 6455, 7.1.1", text = "After both Close frames the server ends the TCP connection")
    void serverEndsTcp() throws IOException {
        WireClient client = connect("/close/tcp");
        client.close(1000, "");
        assertTrue(client.ended());
    }

    @Test
    @Assertion(section = "Session.close(CloseReason)", text = "A session may be closed from onOpen")
    void sessionMayBeClosedInOnOpen() throws IOException {
        WireClient client = connect("/at-once/at-once");
        assertEquals("1013 busy", client.closed());
        client.send(Frame.close(1013, ""));
        assertEquals("1013 busy", noted("at-once"));
    }

    @Test
    @Assertion(section = "Session.close(CloseReason)", text = "A session may be closed from onError")
    void sessionMayBeClosedInOnError() throws IOException {
        WireClient client = connect("/on-error/on-error").send("fault");
        assertEquals("1011 fault", client.closed());
        client.send(Frame.close(1011, ""));
        assertEquals("1011 fault", noted("on-error"));
    }

    @Test
    @Assertion(section = "OnMessage", text = "If the session is closed during the method, its return value is not delivered")
    void whatAMethodReturnsIsNotSentAfterAClose() throws IOException {
        WireClient client = connect("/close/late").send("answer");
        assertEquals("4003", client.closed());
        client.send(Frame.close(4003, ""));
        assertTrue(client.ended());
        assertEquals("4003", noted("late"));
    }

    @Test
    @Assertion(section = "OnMessage", text = "The failure to send the return value is passed to the error handling method")
    void onErrorGetsTheFailureToSendAfterAClose() throws IOException {
        connect("/close/failure").send("answer").send(Frame.close(4003, "")).closed();
        assertFalse(noted("failure-errors").isEmpty());
        assertEquals("4003", noted("failure"));
    }

    @Test
    @Assertion(section = "Endpoint.onClose", text = "Session attributes may be retrieved until the completion of the method")
    void sessionCanBeReadInOnClose() throws IOException {
        connect("/looking/look").close(1000, "");
        assertEquals("look true true false", noted("look"));
    }
}
