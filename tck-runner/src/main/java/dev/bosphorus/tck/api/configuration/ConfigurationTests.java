package dev.bosphorus.tck.api.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.bosphorus.tck.api.ApiTests;
import dev.bosphorus.tck.api.Assertion;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Section 3.1: what an endpoint is told of its configuration, be it built or annotated. */
public class ConfigurationTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(ConfigurationEndpoints.class);
    }

    @ParameterizedTest
    @CsvSource({"/annotated/a, /annotated/{room}", "/full/a, /full/{room}", "/plain, /plain", "/bare, /bare"})
    @Assertion(section = "ServerEndpointConfig.getPath", text = "The URI or URI-template relative to the websocket root")
    void pathIsTheTemplate(String path, String template) throws IOException {
        assertEquals(template, connect(path).ask("getPath"));
    }

    @ParameterizedTest
    @CsvSource({"/annotated/a, Annotated", "/full/a, Programmatic"})
    @Assertion(section = "ServerEndpointConfig.getEndpointClass", text = "The annotated class, or the sub-class of Endpoint")
    void endpointClassIsTheOneConfigured(String path, String name) throws IOException {
        assertEquals(name, connect(path).ask("getEndpointClass"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/annotated/a|[v2, v1]", "/full/a|[v2, v1]", "/plain|[]", "/bare|[]"})
    @Assertion(section = "ServerEndpointConfig.getSubprotocols", text = "The list of subprotocols, the empty list if none")
    void subprotocolsAreThoseConfigured(String path, String list) throws IOException {
        assertEquals(list, connect(path).ask("getSubprotocols"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/annotated/a|[OneEncoder, TwoEncoder]", "/full/a|[OneEncoder, TwoEncoder]", "/plain|[]",
            "/bare|[]"})
    @Assertion(section = "EndpointConfig.getEncoders", text = "The Encoder classes configured, in order, the empty list if none")
    void encodersAreThoseConfigured(String path, String list) throws IOException {
        assertEquals(list, connect(path).ask("getEncoders"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"/annotated/a|[OneDecoder, TwoDecoder]", "/full/a|[OneDecoder, TwoDecoder]", "/plain|[]",
            "/bare|[]"})
    @Assertion(section = "EndpointConfig.getDecoders", text = "The Decoder classes configured, in order, the empty list if none")
    void decodersAreThoseConfigured(String path, String list) throws IOException {
        assertEquals(list, connect(path).ask("getDecoders"));
    }

    @ParameterizedTest
    @CsvSource({"/full/a, <x-configured>", "/annotated/a, <>", "/plain, <>", "/bare, <>"})
    @Assertion(section = "ServerEndpointConfig.getExtensions", text = "The extensions configured, the empty list if none")
    void extensionsAreThoseConfigured(String path, String list) throws IOException {
        assertEquals(list, connect(path).ask("getExtensions"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/annotated/a", "/full/a"})
    @Assertion(section = "WSC-4.1.5-1", text = "If a configurator is supplied, it is used")
    void configuratorIsTheOneConfigured(String path) throws IOException {
        assertEquals("true", connect(path).ask("getConfigurator"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/bare"})
    @Assertion(section = "ServerEndpointConfig.getConfigurator", text = "If none was set, the platform default configurator")
    void configuratorIsThePlatformsByDefault(String path) throws IOException {
        assertEquals("true", connect(path).ask("getConfigurator.there"));
    }

    @Test
    @Assertion(section = "3.1.6", text = "A configurator holds state that all instances of the same logical endpoint can access")
    void configuratorIsSharedByAllInstances() throws IOException {
        assertEquals("1", connect("/annotated/a").ask("shared"));
        assertEquals("2", connect("/annotated/b").ask("shared"));
    }

    @Test
    @Assertion(section = "ServerEndpoint.configurator", text = "There is a new instance of the configurator per logical endpoint")
    void everyEndpointHasAConfiguratorOfItsOwn() throws IOException {
        String number = connect("/annotated/a").ask("number");
        assertEquals(number, connect("/annotated/a").ask("number"));
        assertNotEquals(number, connect("/other").ask("number"));
    }

    @Test
    @Assertion(section = "EndpointConfig.getUserProperties", text = "What the configuration was given by the application")
    void userPropertiesAreThoseConfigured() throws IOException {
        assertEquals("yes", connect("/full/a").ask("getUserProperties"));
        assertEquals("null", connect("/bare").ask("getUserProperties"));
    }

    @Test
    @Assertion(section = "2.1.2", text = "The Session's user properties begin with a copy of the configuration's")
    void userPropertiesOfTheSessionBeginWithTheConfigurations() throws IOException {
        assertEquals("yes", connect("/full/a").ask("session"));
    }
}
