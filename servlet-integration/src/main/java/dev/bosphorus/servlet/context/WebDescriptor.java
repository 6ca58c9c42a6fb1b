package dev.bosphorus.servlet.context;

import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * What of a {@code web.xml} concerns an application without servlets (Jakarta Servlet 6.1, chapter 14).
 *
 * @param displayName      {@code null} for none
 * @param metadataComplete whether annotations are not to be looked for
 * @param parameters       context parameters, in order
 * @param listeners        class names, in order
 */
record WebDescriptor(String displayName, boolean metadataComplete, Map<String, String> parameters, List<String> listeners) {

    /** Of an application without a descriptor. */
    static final WebDescriptor NONE = new WebDescriptor(null, false, Map.of(), List.of());

    /**
     * Reads a file; without one, there is nothing to say.
     *
     * @throws DeploymentException where it is not well-formed
     */
    static WebDescriptor read(Path file) throws DeploymentException {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            return of(builder().parse(file.toFile()).getDocumentElement());
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new DeploymentException("WEB-INF/web.xml cannot be read: " + e.getMessage(), e);
        }
    }

    /** Nothing is fetched from elsewhere, and no entity is expanded: a descriptor needs neither. */
    private static DocumentBuilder builder() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setExpandEntityReferences(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        DocumentBuilder builder = factory.newDocumentBuilder();
        // Errors are thrown, and need not be printed, too.
        builder.setErrorHandler(null);
        return builder;
    }

    private static WebDescriptor of(Element root) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (Element parameter : children(root, "context-param")) {
            parameters.putIfAbsent(text(parameter, "param-name"), text(parameter, "param-value"));
        }
        List<String> listeners = children(root, "listener").stream().map(listener -> text(listener, "listener-class")).toList();
        List<Element> names = children(root, "display-name");
        return new WebDescriptor(names.isEmpty() ? null : names.get(0).getTextContent().strip(),
                root.getAttribute("metadata-complete").equals("true"), parameters, listeners);
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element && element.getLocalName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
    }
}
