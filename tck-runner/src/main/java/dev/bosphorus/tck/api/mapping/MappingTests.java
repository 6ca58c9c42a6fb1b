package dev.bosphorus.tck.api.mapping;

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

/** Section 3.1.1: which endpoint a request's URI belongs to. */
public class MappingTests extends ApiTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(MappingEndpoints.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /                 | / {}
            /one/a/b/         | /one/a/b/ {}
            /two/a/b          | /two/a/{var} {var=b}
            /two/a/apple      | /two/a/{var} {var=apple}
            /six/abc          | /six/abc {}
            /seven/x/y        | /seven/{first-part}/{second_part} {first-part=x, second_part=y}
            /eight/1/b/2/d    | /eight/{a}/b/{c}/d {a=1, c=2}
            """)
    @Assertion(section = "WSC-3.1.1-1", text = "A URI matches the path that it equals, or the template that it is a valid expansion of")
    void pathsAndTemplatesAreMatched(String path, String matched) throws IOException {
        assertEquals(matched, connect(path).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /three/a/b/c      | /three/a/b/c {}
            /three/a/d/c      | /three/a/{var}/c {var=d}
            /three/a/x/y      | /three/a/{var1}/{var2} {var1=x, var2=y}
            /four/b/d         | /four/b/{var2} {var2=d}
            /four/a/d         | /four/{var1}/d {var1=a}
            """)
    @Assertion(section = "WSC-3.1.1-3", text = "At each segment, from left to right, an exact match goes before a variable")
    void exactSegmentsGoBeforeVariables(String path, String matched) throws IOException {
        assertEquals(matched, connect(path).text());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /two/a/b%20c      | /two/a/{var} {var=b c}
            /two/a/b%C3%BC    | /two/a/{var} {var=b\u00fc}
            /two/a/b+c        | /two/a/{var} {var=b+c}
            /two/a/b?var=d    | /two/a/{var} {var=b}
            /six/%61bc        | /six/abc {}
            """)
    @Assertion(section = "WSC-3.1.1-1", text = "The normalized URI is compared with the paths")
    void encodedPathsAreMatchedByWhatTheyMean(String path, String matched) throws IOException {
        assertEquals(matched, connect(path).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/one/a/b", "/two/a", "/two/a/", "/two/a/b/", "/two/a/b/c", "/two/A/b", "/three/a/b", "/five/b/d", "/six/abcd",
            "/six/ab", "/six", "/eight/1/b/2", "/none"})
    @Assertion(section = "WSC-3.1.1-4", text = "The connection is not established unless there is a match")
    void whatMatchesNothingIsRefused(String path) throws IOException {
        assertEquals("/six/abc {}", connect("/six/abc").text());
        assertNotEquals(101, send(handshake(path)).status());
    }

    @Test
    @Assertion(section = "WSC-6.4-1", text = "Paths are relative to the context root of the web application")
    void pathsAreRelativeToTheContextRoot() throws IOException {
        assertEquals("/six/abc {}", connect("/six/abc").text());
        assertNotEquals(101, send(handshake(uri("/six/abc").resolve("/six/abc"))).status());
    }
}
