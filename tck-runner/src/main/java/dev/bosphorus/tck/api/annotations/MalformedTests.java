package dev.bosphorus.tck.api.annotations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bosphorus.tck.api.Assertion;
import dev.bosphorus.tck.api.Deployer;
import dev.bosphorus.tck.api.DeployingTests;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Chapter 4: what may not be deployed is a DeploymentException. */
public class MalformedTests extends DeployingTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(MalformedEndpoints.class, Deployer.class);
    }

    private String deployOne(String name) throws IOException {
        return deploy(MalformedEndpoints.class.getName() + "$" + name);
    }

    @Test
    @Order(FIRST)
    @Assertion(section = "ServerContainer.addEndpoint(Class)", text = "Deploys the given annotated endpoint")
    void wellFormedEndpointIsDeployed() throws IOException {
        assertEquals("deployed", deployOne("WellFormed"));
        assertEquals("x", connect("/well-formed").ask("x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TwoOnOpen", "OnOpenWithString", "OnOpenWithCloseReason", "OnOpenWithTwoSessions", "PathParamOfBuilder"})
    @Assertion(section = "WSC-4.4-3", text = "OnOpen on two methods, or on one with other parameters, must not be deployed")
    void badOnOpenIsRefused(String name) throws IOException {
        assertEquals("DeploymentException", deployOne(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TwoOnClose", "OnCloseWithConfig", "OnCloseWithThrowable", "OnCloseWithNumber", "PathParamOfArray"})
    @Assertion(section = "WSC-4.5-4", text = "OnClose on two methods, or on one with other parameters, must not be deployed")
    void badOnCloseIsRefused(String name) throws IOException {
        assertEquals("DeploymentException", deployOne(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TwoOnError", "OnErrorWithoutThrowable", "OnErrorWithException", "OnErrorWithCloseReason",
            "PathParamOfThrowable"})
    @Assertion(section = "WSC-4.6-3", text = "OnError on two methods, or on one with other parameters, must not be deployed")
    void badOnErrorIsRefused(String name) throws IOException {
        assertEquals("DeploymentException", deployOne(name));
    }

    @Test
    @Assertion(section = "WSC-4.3-1", text = "A parameter of the path that is no String and no primitive is reported at deployment time")
    void badPathParamIsRefused() throws IOException {
        assertEquals("DeploymentException", deployOne("PathParamOfObject"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OnMessageWithoutMessage", "OnMessageWithSessionOnly", "TwoMessagesInOne", "TwoStrings", "NoDecoder",
            "PongInParts", "ReaderInParts", "OnMessageWithConfig"})
    @Assertion(section = "WSC-4.7-1", text = "OnMessage on a method of another form must not be deployed")
    void badOnMessageIsRefused(String name) throws IOException {
        assertEquals("DeploymentException", deployOne(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TwoOfText", "TwoOfTextWithNumber", "TwoOfTextInParts", "TwoOfBytes", "TwoOfBytesWithStream", "TwoOfPong"})
    @Assertion(section = "WSC-4.7-4", text = "Two methods for text, binary or pong messages must not be deployed")
    void secondMethodForAKindIsRefused(String name) throws IOException {
        assertEquals("DeploymentException", deployOne(name));
    }

    @Test
    @Assertion(section = "OnMessage.maxMessageSize", text = "A value larger than Integer.MAX_VALUE is a DeploymentException")
    void maxMessageSizeAboveAllArraysIsRefused() throws IOException {
        assertEquals("DeploymentException", deployOne("MaxMessageSizeTooLarge"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NotAnnotated", "Abstract", "WithoutConstructor", "Inner"})
    @Assertion(section = "4.1", text = "The class must be annotated, public, concrete, and have a public no-args constructor")
    void classThatCannotBeAnEndpointIsRefused(String name) throws IOException {
        assertEquals("DeploymentException", deployOne(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"BadEncoder", "BadDecoder"})
    @Assertion(section = "4.1.2", text = "Encoders and decoders must have public no-arg constructors")
    void codecThatCannotBeMadeIsRefused(String name) throws IOException {
        assertEquals("DeploymentException", deployOne(name));
    }

    @Test
    @Assertion(section = "WSC-4.8.1", text = "A class that inherits from an annotated one is no endpoint without an annotation of its own")
    void subclassWithoutAnAnnotationIsRefused() throws IOException {
        assertEquals("DeploymentException", deployOne("Child"));
    }
}
