package dev.bosphorus.tck.junit;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The results of any suite as the XML that build servers show. */
public final class JUnitXml {

    /** What XML 1.0 has no way to say. */
    private static final String NO_XML = "[^\\t\\n\\x{20}-\\x{d7ff}\\x{e000}-\\x{fffd}\\x{10000}-\\x{10ffff}]";

    private final XMLStreamWriter xml;

    private JUnitXml(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /**
     * Writes a file.
     *
     * @param name of the run
     * @param time that the run took
     * @throws IOException where it cannot be written
     */
    public static void write(Path file, String name, Instant started, Duration time, List<JUnitCase> cases) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(writer);
            new JUnitXml(xml).suite(name, started, time, cases);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private void suite(String name, Instant started, Duration time, List<JUnitCase> cases) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("testsuite");
        attribute("name", name);
        attribute("timestamp", started.toString());
        attribute("time", seconds(time));
        attribute("tests", Integer.toString(cases.size()));
        sum(JUnitCase.Outcome.FAILED, cases);
        sum(JUnitCase.Outcome.ERROR, cases);
        sum(JUnitCase.Outcome.SKIPPED, cases);
        for (JUnitCase one : cases) {
            test(one);
        }
        xml.writeCharacters("\n");
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void sum(JUnitCase.Outcome outcome, List<JUnitCase> cases) throws XMLStreamException {
        attribute(outcome.sum, Long.toString(cases.stream().filter(one -> one.outcome() == outcome).count()));
    }

    private void test(JUnitCase one) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        attribute("classname", one.group());
        attribute("name", one.name());
        attribute("time", seconds(one.time()));
        if (one.outcome() != JUnitCase.Outcome.PASSED) {
            xml.writeStartElement(one.outcome().element);
            attribute("message", one.message());
            attribute("type", one.type());
            if (one.details() != null) {
                xml.writeCharacters(one.details().replaceAll(NO_XML, "?"));
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        if (value != null) {
            xml.writeAttribute(name, value.replaceAll(NO_XML, "?"));
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }
}
