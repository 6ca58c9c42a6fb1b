package dev.bosphorus.tck.api.closing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bosphorus.tck.api.ApiTests;
import dev.bosphorus.tck.api.Assertion;
import dev.bosphorus.tck.api.WireClient;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a {@link jakarta.websocket.Session} and of its remotes after the end. */
public class AfterCloseTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(AfterCloseEndpoints.class);
    }

    /** What a method of a session throws that has been closed. */
    private String thrown(String method) throws IOException {
        WireClient client = connect("/remembered/" + method);
        assertEquals("ready", client.ask("x"));
        client.close(1000, "");
        client.close();
        return connect("/closed/" + method).ask(method);
    }

    @ParameterizedTest
    @ValueSource(strings = {"getContainer", "getMessageHandlers", "getProtocolVersion", "getNegotiatedSubprotocol",
            "getNegotiatedExtensions", "isSecure", "getMaxIdleTimeout", "getMaxBinaryMessageBufferSize", "getMaxTextMessageBufferSize",
            "getAsyncRemote", "getBasicRemote", "getRequestURI", "getRequestParameterMap", "getQueryString", "getPathParameters",
            "getUserProperties", "getUserPrincipal", "getOpenSessions", "setMaxIdleTimeout", "setMaxTextMessageBufferSize",
            "setMaxBinaryMessageBufferSize", "addMessageHandler"})
    @Assertion(section = "Session", text = "Calling any of its methods but close once it has been closed is an IllegalStateException")
    void methodsOfAClosedSessionAreRefused(String method) throws IOException {
        assertEquals("IllegalStateException", thrown(method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "close(CloseReason)"})
    @Assertion(section = "Session", text = "Calling the close methods after the session has been closed has no effect")
    void closingAClosedSessionHasNoEffect(String method) throws IOException {
        assertEquals("nothing", thrown(method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendText", "sendText(part)", "sendBinary", "sendBinary(part)", "sendObject", "sendPing", "sendPong",
            "Async.sendText", "Async.sendBinary", "Async.sendObject", "SendHandler"})
    @Assertion(section = "RemoteEndpoint", text = "If the connection is closed, the methods that send are an IOException")
    void sendingOnAClosedSessionIsAnIoException(String method) throws IOException {
        assertEquals("IOException", thrown(method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"setBatchingAllowed", "setSendTimeout"})
    @Assertion(section = "RemoteEndpoint", text = "If the connection is closed, the methods that configure are an IllegalArgumentException")
    void settingsOfAClosedSessionAreRefused(String method) throws IOException {
        assertEquals("IllegalArgumentException", thrown(method));
    }
}
