package dev.bosphorus.tck.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class SuiteReportTest {

    @TempDir
    private Path folder;

    private Element write(Outcome... outcomes) throws Exception {
        Path file = folder.resolve("report.xml");
        SuiteReport.write(file, "a suite", new SuiteResult(List.of(outcomes), List.of(), Instant.EPOCH, Duration.ofMillis(1500)));
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    }

    @Test
    void sumsAreThoseOfTheSuite() throws Exception {
        Element suite = write(new Outcome("a.B.c", "shows", true, null, Duration.ofMillis(20)),
                new Outcome("a.B.d", "skipped", false, null, Duration.ZERO));
        assertThat(suite.getAttribute("name")).isEqualTo("a suite");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("time")).isEqualTo("1.500");
    }

    @Test
    void whatDoesNotApplyIsSkipped() throws Exception {
        Path file = folder.resolve("report.xml");
        SuiteReport.write(file, "a suite", new SuiteResult(List.of(), List.of("a.B.c"), Instant.EPOCH, Duration.ZERO));
        assertThat(file).content().contains("tests=\"1\"", "failures=\"0\"", "skipped=\"1\"", "classname=\"a.B\" name=\"c\"");
    }

    @Test
    void aTestHasItsClassItsNameAndWhatItShows() throws Exception {
        Element test = (Element) write(new Outcome("a.B.c", "1.2: shows", true, null, Duration.ofMillis(20)))
                .getElementsByTagName("testcase").item(0);
        assertThat(test.getAttribute("classname")).isEqualTo("a.B");
        assertThat(test.getAttribute("name")).isEqualTo("c - 1.2: shows");
        assertThat(test.getAttribute("time")).isEqualTo("0.020");
        assertThat(test.hasChildNodes()).isFalse();
    }

    @Test
    void aFailureHasItsCauseAlsoWhereXmlCannotSayIt() throws Exception {
        Throwable cause = new IllegalStateException("<\u0000>");
        Element failure = (Element) write(new Outcome("a.B.c", "shows", false, SuiteResult.Cause.of(cause), Duration.ZERO))
                .getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("<?>");
        assertThat(failure.getAttribute("type")).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.getTextContent()).contains("IllegalStateException: <?>", "SuiteReportTest");
    }
}
