package dev.bosphorus.tck.api.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bosphorus.tck.api.ApiTests;
import dev.bosphorus.tck.api.Assertion;
import dev.bosphorus.tck.api.Handshake;
import dev.bosphorus.tck.api.WireClient;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections 3.1.2 to 3.1.7: the opening handshake, and who decides about it. */
public class HandshakeTests extends ApiTests {

    private static final String PROTOCOL = "Sec-WebSocket-Protocol";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(HandshakeEndpoints.class);
    }

    @Test
    @Assertion(section = "RFC 6455, 4.2.2", text = "The answer has Upgrade, Connection and Sec-WebSocket-Accept")
    void answerIsThatOfTheProtocol() throws IOException {
        WireClient client = connect("/plain");
        assertTrue("websocket".equalsIgnoreCase(client.header("Upgrade")));
        assertTrue("upgrade".equalsIgnoreCase(client.header("Connection")));
        assertEquals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", client.header("Sec-WebSocket-Accept"));
    }

    // ---- Subprotocols --------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"v1|v1", "v2|v2", "v9, v2|v2", "v9,v8,v3|v3", "v2, v1|v2"})
    @Assertion(section = "Configurator.getNegotiatedSubprotocol", text = "By default the first one sent by the client that is supported")
    void firstSubprotocolThatIsSupportedIsTaken(String requested, String chosen) throws IOException {
        WireClient client = connect(handshake("/plain").header(PROTOCOL, requested));
        assertEquals(chosen, client.header(PROTOCOL));
        assertEquals("<" + chosen + ">", client.ask("subprotocol"));
    }

    @Test
    @Assertion(section = "WSC-3.1.2-1", text = "None is selected if there is no match")
    void noSubprotocolIsTakenWithoutAMatch() throws IOException {
        WireClient client = connect(handshake("/plain").header(PROTOCOL, "v9, V1"));
        assertNull(client.header(PROTOCOL));
        assertEquals("<>", client.ask("subprotocol"));
    }

    @Test
    @Assertion(section = "WSC-3.1.2-1", text = "None is selected if the client sends none, or the endpoint has none")
    void noSubprotocolIsTakenWithoutAList() throws IOException {
        assertNull(connect("/plain").header(PROTOCOL));
        WireClient client = connect(handshake("/none").header(PROTOCOL, "v1"));
        assertNull(client.header(PROTOCOL));
        assertEquals("<>", client.ask("x"));
    }

    @Test
    @Assertion(section = "RFC 6455, 11.3.4", text = "The header may appear several times, which is the same as one with all values")
    void subprotocolsMayComeInSeveralHeaders() throws IOException {
        assertEquals("v2", connect(handshake("/plain").header(PROTOCOL, "v9").header(PROTOCOL, "v2")).header(PROTOCOL));
    }

    @Test
    @Assertion(section = "WSC-4.1.5-1", text = "The configurator chooses the subprotocol, given both lists in order")
    void configuratorChoosesTheSubprotocol() throws IOException {
        WireClient client = connect(handshake("/deciding").header(PROTOCOL, "x, last").header("X-Name", "subprotocol"));
        assertEquals("last", client.header(PROTOCOL));
        assertEquals("<last>", client.ask("x"));
        assertTrue(noted("subprotocol").contains("getNegotiatedSubprotocol([first, last] [x, last])"));
    }

    @Test
    @Assertion(section = "Configurator.getNegotiatedSubprotocol", text = "The empty string if there isn't one: then none is answered")
    void configuratorMayChooseNoSubprotocol() throws IOException {
        WireClient client = connect(handshake("/deciding").header(PROTOCOL, "first"));
        assertNull(client.header(PROTOCOL));
        assertEquals("<>", client.ask("x"));
    }

    // ---- Extensions ----------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "WSC-3.1.3-1", text = "Extensions that are not supported are not selected")
    void unknownExtensionsAreNotTaken() throws IOException {
        WireClient client = connect(handshake("/plain").header(EXTENSIONS, "x-unknown; a=1, x-other"));
        assertNull(client.header(EXTENSIONS));
        assertEquals("", client.ask("extensions"));
    }

    @Test
    @Assertion(section = "Session.getNegotiatedExtensions", text = "Those in use are those of the answer")
    void sessionHasTheExtensionsOfTheAnswer() throws IOException {
        WireClient client = connect(handshake("/plain").header(EXTENSIONS, "permessage-deflate; client_no_context_takeover"));
        String answered = client.header(EXTENSIONS);
        client.send("extensions");
        // With the extension, the text is perhaps compressed; its length tells.
        assertEquals(answered == null, client.frame().payload().length == 0);
    }

    @Test
    @Assertion(section = "Configurator.getNegotiatedExtensions", text = "It gets the requested extensions in order, with their parameters")
    void configuratorGetsTheRequestedExtensions() throws IOException {
        connect(handshake("/deciding").header(EXTENSIONS, "x-one; a=1; b=\"2\", x-two").header("X-Name", "extensions"));
        String calls = noted("extensions");
        assertTrue(calls.contains("getNegotiatedExtensions(x-one;a=1;b=2 x-two)"), calls);
    }

    @Test
    @Assertion(section = "Configurator.getNegotiatedExtensions", text = "The empty list if none: then none is answered")
    void configuratorMayChooseNoExtensions() throws IOException {
        assertNull(connect(handshake("/deciding").header(EXTENSIONS, "permessage-deflate")).header(EXTENSIONS));
    }

    // ---- Origin --------------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "Configurator.checkOrigin", text = "It gets the value of the Origin header, and false fails the handshake")
    void configuratorMayRefuseAnOrigin() throws IOException {
        connect(handshake("/deciding").header("Origin", "https://good.example").header("X-Name", "origin"));
        assertTrue(noted("origin").startsWith("checkOrigin(https://good.example), "));
        WireClient refused = send(handshake("/deciding").header("Origin", "https://evil.example"));
        assertEquals(403, refused.status());
        assertNull(refused.header("Sec-WebSocket-Accept"));
    }

    @Test
    @Assertion(section = "WSC-3.1.4-1", text = "By default an origin of the server's own host is accepted")
    void originOfTheServersOwnHostIsAccepted() throws IOException {
        Handshake handshake = handshake("/plain");
        String origin = "http://" + uri("/").getHost() + ":" + uri("/").getPort();
        assertEquals(101, send(handshake.header("Origin", origin)).status());
    }

    // ---- modifyHandshake -----------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "Configurator.modifyHandshake", text = "It is called after the origin, subprotocol and extensions are decided")
    void modifyHandshakeComesLast() throws IOException {
        connect(handshake("/deciding").header(PROTOCOL, "last").header(EXTENSIONS, "x").header("Origin", "http://a")
                .header("X-Name", "calls"));
        String calls = noted("calls");
        assertTrue(calls.endsWith(", modifyHandshake"), calls);
        assertTrue(calls.contains("checkOrigin(") && calls.contains("getNegotiatedSubprotocol(")
                && calls.contains("getNegotiatedExtensions("), calls);
    }

    @Test
    @Assertion(section = "Configurator.modifyHandshake", text = "It may add headers to the answer, with several values")
    void modifyHandshakeAddsHeaders() throws IOException {
        assertEquals("one, two", connect("/telling/a").header("X-Two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Subprotocol", "X-Accept"})
    @Assertion(section = "Configurator.modifyHandshake", text = "The answer has been formulated, with what was negotiated")
    void modifyHandshakeSeesTheAnswer(String header) throws IOException {
        WireClient client = connect(handshake("/telling/a").header(PROTOCOL, "v1"));
        assertEquals(header.equals("X-Accept") ? "[s3pPLMBiTxaQ9kYGzzhZRbK+xOo=]" : "[v1]", client.header(header));
    }

    @Test
    @Assertion(section = "HandshakeRequest.getHeaders", text = "The lookup of header names is case insensitive")
    void headersAreFoundInAnyCase() throws IOException {
        assertEquals("[1, 2] [1, 2]",
                connect(handshake("/telling/a").header("X-Asked", "1").header("x-asked", "2")).header("X-Any-Case"));
    }

    @Test
    @Assertion(section = "HandshakeRequest.getHeaders", text = "The map is read only")
    void headersAreReadOnly() throws IOException {
        assertEquals("read-only", connect("/telling/a").header("X-Read-Only"));
    }

    @Test
    @Assertion(section = "HandshakeRequest.getRequestURI", text = "The request URI of the handshake request")
    void requestUriIsTheOneOfTheRequest() throws IOException {
        assertTrue(connect("/telling/a%20b?x=1").header("X-Uri").endsWith("/telling/a%20b?x=1"));
    }

    @Test
    @Assertion(section = "HandshakeRequest.getQueryString", text = "The query string associated with the request")
    void queryStringIsTheOneOfTheRequest() throws IOException {
        assertEquals("x=%20&y", connect("/telling/a?x=%20&y").header("X-Query"));
        assertEquals("null", connect("/telling/a").header("X-Query"));
    }

    @Test
    @Assertion(section = "HandshakeRequest.getParameterMap", text = "The request parameters associated with the request")
    void parametersHaveThoseOfTheQuery() throws IOException {
        String parameters = connect("/telling/a?x=1&x=2&y=%C3%A4b").header("X-Parameters");
        assertTrue(parameters.contains("x=[1, 2]"), parameters);
        assertTrue(parameters.contains("b]"), parameters);
    }

    @Test
    @Assertion(section = "HandshakeRequest.getParameterMap", text = "The map is unmodifiable")
    void parametersAreReadOnly() throws IOException {
        assertEquals("read-only", connect("/telling/a?x=1").header("X-Parameters-Read-Only"));
    }

    @Test
    @Assertion(section = "HandshakeRequest.getUserPrincipal", text = "null, and in no role, if no user is authenticated")
    void withoutAuthenticationThereIsNoUser() throws IOException {
        assertEquals("null false", connect("/telling/a").header("X-User"));
    }

    @Test
    @Assertion(section = "HandshakeRequest.getHttpSession", text = "null if no HttpSession is associated with the request")
    void withoutAnHttpSessionThereIsNone() throws IOException {
        assertEquals("null", connect("/telling/a").header("X-Session"));
    }

    @Test
    @Assertion(section = "3.1.5", text = "The user properties of modifyHandshake are a copy for this connection, and go to its Session")
    void userPropertiesOfTheHandshakeAreTheSessionsAlone() throws IOException {
        assertEquals("[me]", connect(handshake("/telling/a").header("X-Asked", "me")).ask("x"));
        assertEquals("null", connect("/telling/a").ask("x"));
    }

    @Test
    @Assertion(section = "3.1.5", text = "An error of modifyHandshake ends that handshake, and no other")
    void errorOfModifyHandshakeFailsTheHandshake() throws IOException {
        assertNotEquals(101, send(handshake("/refusing?fail")).status());
        assertEquals("x", connect("/refusing").ask("x"));
    }

    // ---- Instances -----------------------------------------------------------------------------------------------

    @Test
    @Assertion(section = "WSC-3.1.7-1", text = "getEndpointInstance is called each time a new client connects")
    void configuratorIsAskedForEachConnection() throws IOException {
        WireClient one = connect("/shared");
        assertEquals("1 of 1", one.ask("x"));
        WireClient two = connect("/shared");
        assertEquals("2 of 2", two.ask("x"));
        assertEquals("3 of 2", one.ask("x"));
    }

    @Test
    @Assertion(section = "WSC-3.1.7-2", text = "The platform default returns a new instance each time it is called")
    void byDefaultEveryConnectionHasANewInstance() throws IOException {
        WireClient one = connect("/plain");
        assertEquals("1", one.ask("count"));
        assertEquals("2", one.ask("count"));
        assertEquals("1", connect("/plain").ask("count"));
    }

    @Test
    @Assertion(section = "Configurator.getContainerDefaultConfigurator", text = "The platform default configurator")
    void configuratorMayUseThePlatformsDefault() throws IOException {
        assertEquals("true", connect("/prepared").ask("x"));
    }
}
