package dev.bosphorus.tck.api.mapping;

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

/** Sections 3.1.1 and 4.1.1: which paths an application may have. */
public class InvalidPathTests extends DeployingTests {

    @Deployment(testable = false)
    public static WebArchive archive() {
        return archive(MappingEndpoints.class, Deployer.class);
    }

    @Test
    @Order(FIRST)
    @Assertion(section = "4.1.1", text = "A path that is an expansion of another endpoint's template is valid")
    void expansionOfATemplateIsNoDuplicate() throws IOException {
        assertEquals("deployed", deploy("/two/a/expanded"));
        assertEquals("/two/a/expanded", connect("/two/a/expanded").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bad/../path", "/bad/./path", "/bad//path", "/{same}/{same}", "/bad/{open", "/bad/close}", "/bad/x{part}",
            "/bad/{part}x", "/bad/{}", "/bad/{a}{b}"})
    @Assertion(section = "3.1.1", text = "Paths have no .., . or empty segments; variables are whole segments, each of its own name")
    void malformedPathsAreRefused(String path) throws IOException {
        assertEquals("DeploymentException", deploy(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/two/a/{other}", "/three/a/{one}/{other}", "/seven/{x}/{y}"})
    @Assertion(section = "WSC-3.1.1-2", text = "An application with equivalent templates is not valid")
    void equivalentTemplatesAreRefused(String path) throws IOException {
        assertEquals("DeploymentException", deploy(path));
    }

    @Test
    @Assertion(section = "WSC-3.1.1-2", text = "An application with the same path twice is not valid")
    void samePathIsRefused() throws IOException {
        assertEquals("DeploymentException", deploy("/six/abc"));
    }

    @Test
    @Assertion(section = "WSC-4.1.1-3", text = "A malformed path of an annotation is rejected")
    void annotatedPathWithoutItsSlashIsRefused() throws IOException {
        assertEquals("DeploymentException", deploy(MappingEndpoints.NoSlash.class.getName()));
    }

    @Test
    @Assertion(section = "WSC-4.1.1-4", text = "A duplicate path of an annotation is rejected")
    void annotatedPathOfAnotherEndpointIsRefused() throws IOException {
        assertEquals("DeploymentException", deploy(MappingEndpoints.Same.class.getName()));
    }
}
