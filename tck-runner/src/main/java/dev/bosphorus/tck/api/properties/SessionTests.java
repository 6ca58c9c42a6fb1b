package dev.bosphorus.tck.api.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.bosphorus.tck.api.ApiTests;
import dev.bosphorus.tck.api.Assertion;
import dev.bosphorus.tck.api.WireClient;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What a server's {@link jakarta.websocket.Session} says of itself. */
public class SessionTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(SessionEndpoints.class);
    }

    private WireClient open() throws IOException {
        return connect("/session/a/1");
    }

    @Test
    @Assertion(section = "Session.getContainer", text = "The container that this session is part of")
    void containerIsTheServers() throws IOException {
        assertEquals("true", open().ask("getContainer"));
    }

    @Test
    @Assertion(section = "WSC-2.1.7-1", text = "There is one unique WebSocketContainer per application")
    void containerIsTheSameForAll() throws IOException {
        connect("/session/first/1").ask("getId");
        assertEquals("true", open().ask("sameContainer"));
    }

    @Test
    @Assertion(section = "Session.getId", text = "The unique identifier assigned to this session")
    void idIsUniqueAndStays() throws IOException {
        WireClient client = open();
        String id = client.ask("getId");
        assertNotEquals("", id);
        assertEquals(id, client.ask("getId"));
        assertNotEquals(id, open().ask("getId"));
    }

    @Test
    @Assertion(section = "Session.getProtocolVersion", text = "The value of the Sec-WebSocket-Version header, i.e. 13")
    void protocolVersionIs13() throws IOException {
        assertEquals("13", open().ask("getProtocolVersion"));
    }

    @Test
    @Assertion(section = "Session.getNegotiatedSubprotocol", text = "The empty string if there is none")
    void subprotocolIsEmptyWithoutOne() throws IOException {
        assertEquals("<>", open().ask("getNegotiatedSubprotocol"));
    }

    @Test
    @Assertion(section = "Session.getNegotiatedSubprotocol", text = "The sub protocol agreed during the handshake")
    void subprotocolIsTheAgreedOne() throws IOException {
        assertEquals("<known>", connect(handshake("/session/a/1").header("Sec-WebSocket-Protocol", "x, known"))
                .ask("getNegotiatedSubprotocol"));
    }

    @Test
    @Assertion(section = "Session.getNegotiatedExtensions", text = "The list of extensions currently in use")
    void extensionsAreNoneWhereNoneWasOffered() throws IOException {
        assertEquals("0", open().ask("getNegotiatedExtensions"));
    }

    @Test
    @Assertion(section = "Session.isSecure", text = "True if and only if the underlying socket is using a secure transport")
    void plainConnectionIsNotSecure() throws IOException {
        assertEquals("false", open().ask("isSecure"));
    }

    @Test
    @Assertion(section = "Session.isOpen", text = "True while the underlying socket is open")
    void sessionIsOpenWhileMessagesCome() throws IOException {
        assertEquals("true", open().ask("isOpen"));
    }

    @Test
    @Assertion(section = "Session.getRequestURI", text = "The complete URI from protocol to query string, with the protocol ws")
    void requestUriIsComplete() throws IOException {
        assertEquals(uri("/session/a/1?x=1&y=2").toString(), connect("/session/a/1?x=1&y=2").ask("getRequestURI"));
    }

    @Test
    @Assertion(section = "Session.getRequestURI", text = "Identical to the URI used for the HTTP request")
    void requestUriIsEncodedAsItCame() throws IOException {
        assertEquals(uri("/session/a%20b/1?x=%20").toString(), connect("/session/a%20b/1?x=%20").ask("getRequestURI"));
    }

    @Test
    @Assertion(section = "Session.getQueryString", text = "The query string of the request, as it came")
    void queryStringIsAsItCame() throws IOException {
        assertEquals("x=1&y=%C3%BC", connect("/session/a/1?x=1&y=%C3%BC").ask("getQueryString"));
    }

    @Test
    @Assertion(section = "Session.getQueryString", text = "Without a query there is none")
    void queryStringIsNullWithoutOne() throws IOException {
        assertEquals("null", open().ask("getQueryString"));
    }

    @Test
    @Assertion(section = "Session.getRequestParameterMap", text = "The parameters contained in the query string")
    void requestParametersAreThoseOfTheQuery() throws IOException {
        assertEquals("{x=[1, 2], y=[\u00fc]}", connect("/session/a/1?x=1&y=%C3%BC&x=2").ask("getRequestParameterMap"));
    }

    @Test
    @Assertion(section = "Session.getRequestParameterMap", text = "Without a query there are none")
    void requestParametersAreEmptyWithoutAQuery() throws IOException {
        assertEquals("{}", open().ask("getRequestParameterMap"));
    }

    @Test
    @Assertion(section = "Session.getRequestParameterMap", text = "The map is unmodifiable")
    void requestParametersAreUnmodifiable() throws IOException {
        assertEquals("unmodifiable", connect("/session/a/1?x=1").ask("getRequestParameterMap.clear"));
    }

    @Test
    @Assertion(section = "Session.getPathParameters", text = "The key is the parameter name, the values are the parameter values")
    void pathParametersHaveTheNamesOfTheTemplate() throws IOException {
        assertEquals("{number=2, room=b c}", connect("/session/b%20c/2").ask("getPathParameters"));
    }

    @Test
    @Assertion(section = "Session.getPathParameters", text = "The map is unmodifiable")
    void pathParametersAreUnmodifiable() throws IOException {
        assertEquals("unmodifiable", open().ask("getPathParameters.clear"));
    }

    @Test
    @Assertion(section = "Session.getUserPrincipal", text = "null if no user is authenticated")
    void userIsNullWithoutAuthentication() throws IOException {
        assertEquals("null", open().ask("getUserPrincipal"));
    }

    @Test
    @Assertion(section = "Session.getBasicRemote", text = "A RemoteEndpoint that represents the peer, for either way to send")
    void remotesAreThere() throws IOException {
        assertEquals("true", open().ask("remotes"));
    }

    @Test
    @Assertion(section = "Session.setMaxIdleTimeout", text = "Sets the milliseconds that getMaxIdleTimeout returns")
    void idleTimeoutIsTheOneThatWasSet() throws IOException {
        assertEquals("123456", open().ask("setMaxIdleTimeout"));
    }

    @Test
    @Assertion(section = "Session.setMaxTextMessageBufferSize", text = "Sets the length that getMaxTextMessageBufferSize returns")
    void textBufferSizeIsTheOneThatWasSet() throws IOException {
        assertEquals("1234", open().ask("setMaxTextMessageBufferSize"));
    }

    @Test
    @Assertion(section = "Session.setMaxBinaryMessageBufferSize", text = "Sets the length that getMaxBinaryMessageBufferSize returns")
    void binaryBufferSizeIsTheOneThatWasSet() throws IOException {
        assertEquals("2345", open().ask("setMaxBinaryMessageBufferSize"));
    }

    @Test
    @Assertion(section = "Session.getOpenSessions", text = "The set includes the session this method is called on")
    void openSessionsHaveTheSessionItself() throws IOException {
        assertEquals("true", open().ask("getOpenSessions"));
    }

    @Test
    @Assertion(section = "Session.getOpenSessions", text = "All open sessions that represent connections to the same endpoint")
    void openSessionsAreThoseOfTheSameEndpoint() throws IOException {
        connect("/session/other/1").ask("getId");
        connect("/elsewhere").ask("x");
        assertEquals("true false", open().ask("getOpenSessions.others"));
    }

    @Test
    @Assertion(section = "Session.getOpenSessions", text = "A copy of the set")
    void openSessionsAreACopy() throws IOException {
        assertEquals("true", open().ask("getOpenSessions.copy"));
    }

    @Test
    @Assertion(section = "Session.getUserProperties", text = "An editable map of application data")
    void userPropertiesAreEditable() throws IOException {
        assertEquals("b", open().ask("getUserProperties"));
    }

    @Test
    @Assertion(section = "Session.getUserProperties", text = "A copy of the configuration's, at the point that modifyHandshake exits")
    void userPropertiesBeginWithThoseOfTheHandshake() throws IOException {
        assertEquals("yes", open().ask("getUserProperties.initial"));
    }

    @Test
    @Assertion(section = "Session.getUserProperties", text = "A shallow copy: changes of the session's do not reach the configuration's")
    void userPropertiesAreNotTheConfigurations() throws IOException {
        assertEquals("false", open().ask("getUserProperties.configured"));
    }
}
