package dev.bosphorus.tck.wire.report;

import dev.bosphorus.tck.junit.JUnitCase;
import dev.bosphorus.tck.junit.JUnitXml;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** A run as the XML that build servers show. What only warns is a failure there: they know no third colour. */
public final class JUnitReport {

    private JUnitReport() {
    }

    /** Writes a run. */
    public static void write(Path file, RunResult run) throws IOException {
        JUnitXml.write(file, run.name(), run.started(), Duration.ofMillis(run.millis()),
                run.cases().stream().map(JUnitReport::test).toList());
    }

    private static JUnitCase test(CaseResult one) {
        int slash = one.id().lastIndexOf('/');
        String group = "wire." + one.id().substring(0, slash).replace('/', '.');
        String name = one.id().substring(slash + 1);
        Duration time = Duration.of(one.micros(), ChronoUnit.MICROS);
        JUnitCase.Outcome outcome = switch (one.verdict()) {
            case PASSED -> JUnitCase.Outcome.PASSED;
            case WARNED, FAILED -> JUnitCase.Outcome.FAILED;
            case UNSUPPORTED -> JUnitCase.Outcome.SKIPPED;
            case ERROR -> JUnitCase.Outcome.ERROR;
        };
        return new JUnitCase(group, name, time, outcome, String.join("; ", one.findings()), one.verdict().name(),
                one.requirement() + " (" + one.reference() + ")");
    }
}
