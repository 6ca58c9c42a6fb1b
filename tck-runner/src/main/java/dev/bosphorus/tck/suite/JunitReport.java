package dev.bosphorus.tck.suite;

import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results as the XML that build servers read. */
public final class JunitReport {

    /** What XML 1.0 has no way to say. */
    private static final String NO_XML = "[^\\t\\n\\x{20}-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]";

    private final XMLStreamWriter xml;

    private JunitReport(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Writes it.
     *
     * @param name of the suite
     * @throws IOException where the file cannot be written
     */
    public static void write(Path file, String name, SuiteResult result) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            new JunitReport(xml).suite(name, result);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void suite(String name, SuiteResult result) throws XMLStreamException {
        xml.writeStartDocument();
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", name);
        attribute("tests", Integer.toString(result.outcomes().size()));
        attribute("failures", Integer.toString(result.failures().size()));
        attribute("time", seconds(result.time()));
        for (Outcome outcome : result.outcomes()) {
            test(outcome);
        }
        xml.writeCharacters("\n");
        xml.writeEndDocument();
    }

    private void test(Outcome outcome) throws XMLStreamException {
        int dot = outcome.test().lastIndexOf('.');
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        attribute("classname", outcome.test().substring(0, Math.max(dot, 0)));
        attribute("name", outcome.test().substring(dot + 1) + " - " + outcome.title());
        attribute("time", seconds(outcome.time()));
        if (!outcome.passed()) {
            failure(outcome.cause());
        }
        xml.writeEndElement();
    }

    /** @param cause {@code null} where the test was skipped, which is no success */
    private void failure(Throwable cause) throws XMLStreamException {
        xml.writeStartElement("failure");
        if (cause == null) {
            attribute("message", "skipped");
        } else {
            attribute("message", String.valueOf(cause.getMessage()));
            attribute("type", cause.getClass().getName());
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            xml.writeCharacters(trace.toString().replaceAll(NO_XML, "?"));
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, value.replaceAll(NO_XML, "?"));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }
}
