package dev.bosphorus.tck.api.annotations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.bosphorus.tck.api.ApiTests;
import dev.bosphorus.tck.api.Assertion;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections 4.3 and 4.7: primitive types and their equivalents, as messages and in paths. */
public class PrimitiveTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(PrimitiveEndpoints.class);
    }

    @ParameterizedTest
    @CsvSource({"boolean, true", "boolean, false", "byte, -7", "char, c", "double, 0.5", "float, 0.25", "int, 42", "long, 1099511627776",
            "short, -300"})
    @Assertion(section = "WSC-4.7-2", text = "A text is converted to the primitive type that the method has, and back to what it returns")
    void messageIsConvertedToAPrimitive(String type, String value) throws IOException {
        assertEquals(value, connect("/" + type + "/1").ask(value));
    }

    @ParameterizedTest
    @CsvSource({"Boolean, true", "Byte, -7", "Character, c", "Double, 0.5", "Float, 0.25", "Integer, 42", "Long, 1099511627776",
            "Short, -300"})
    @Assertion(section = "WSC-4.7-3", text = "A text is converted to the class equivalent of a primitive type, and back")
    void messageIsConvertedToItsEquivalent(String type, String value) throws IOException {
        assertEquals(value, connect("/" + type + "/1").ask(value));
    }

    @ParameterizedTest
    @CsvSource({"boolean, true", "byte, -7", "char, c", "double, 0.5", "float, 0.25", "int, 42", "long, 1099511627776", "short, -300"})
    @Assertion(section = "WSC-4.3-5", text = "A segment of the path is converted to the primitive type of the parameter")
    void segmentIsConvertedToAPrimitive(String type, String value) throws IOException {
        assertEquals(value, connect("/" + type + "/" + value).send(new byte[1]).text());
    }

    @ParameterizedTest
    @CsvSource({"Boolean, true", "Byte, -7", "Character, c", "Double, 0.5", "Float, 0.25", "Integer, 42", "Long, 1099511627776",
            "Short, -300"})
    @Assertion(section = "WSC-4.3-5", text = "A segment of the path is converted to the class equivalent that the parameter has")
    void segmentIsConvertedToItsEquivalent(String type, String value) throws IOException {
        assertEquals(value, connect("/" + type + "/" + value).send(new byte[1]).text());
    }
}
