package dev.bosphorus.tck.wire.report;

import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.RunResult;
import dev.bosphorus.tck.wire.run.Verdict;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A run as the XML that build servers show. What only warns is a failure there: they know no third colour. */
public final class JUnitReport {

    private JUnitReport() {
    }

    /** Writes a run. */
    public static void write(Path file, RunResult run) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(writer);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuite");
            xml.writeAttribute("name", run.name());
            xml.writeAttribute("timestamp", run.started().toString());
            xml.writeAttribute("time", seconds(run.millis() * 1000));
            xml.writeAttribute("tests", String.valueOf(run.cases().size()));
            xml.writeAttribute("failures", String.valueOf(run.count(Verdict.FAILED) + run.count(Verdict.WARNED)));
            xml.writeAttribute("errors", String.valueOf(run.count(Verdict.ERROR)));
            xml.writeAttribute("skipped", String.valueOf(run.count(Verdict.UNSUPPORTED)));
            for (CaseResult one : run.cases()) {
                write(xml, one);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void write(XMLStreamWriter xml, CaseResult one) throws XMLStreamException {
        int slash = one.id().lastIndexOf('/');
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "wire." + one.id().substring(0, slash).replace('/', '.'));
        xml.writeAttribute("name", one.id().substring(slash + 1));
        xml.writeAttribute("time", seconds(one.micros()));
        if (one.verdict() != Verdict.PASSED) {
            xml.writeStartElement(one.verdict() == Verdict.UNSUPPORTED ? "skipped" : one.verdict() == Verdict.ERROR ? "error" : "failure");
            xml.writeAttribute("message", String.join("; ", one.findings()));
            xml.writeAttribute("type", one.verdict().name());
            xml.writeCharacters(one.requirement() + " (" + one.reference() + ")");
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String seconds(long micros) {
        return String.format(Locale.ROOT, "%.3f", micros / 1e6);
    }
}
