package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.suite.SuiteReport;
import dev.bosphorus.tck.suite.SuiteResult;
import dev.bosphorus.tck.wire.report.JUnitReport;
import dev.bosphorus.tck.wire.report.JsonReport;
import dev.bosphorus.tck.wire.report.MatrixPage;
import dev.bosphorus.tck.wire.run.RunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The files that a run leaves, where they were asked for. */
final class Reports {

    private Reports() {
    }

    static void write(Arguments given, RunResult run) throws BadInput {
        write(given, "--json", file -> JsonReport.write(file, run));
        write(given, "--junit", file -> JUnitReport.write(file, run));
        write(given, "--html", file -> MatrixPage.write(file, List.of(run)));
    }

    /** @param cases the same result as cases */
    static void write(Arguments given, SuiteResult result, RunResult cases) throws BadInput {
        write(given, "--json", file -> JsonReport.write(file, cases));
        write(given, "--junit", file -> SuiteReport.write(file, cases.name(), result));
        write(given, "--html", file -> MatrixPage.write(file, List.of(cases)));
    }

    static void write(Arguments given, String option, Report report) throws BadInput {
        String name = given.text(option, "");
        if (name.isEmpty()) {
            return;
        }
        try {
            report.write(Arguments.path(name));
        } catch (IOException e) {
            throw new BadInput(option + ": " + name + " cannot be written: " + e);
        }
    }

    /** Writes a file. */
    @FunctionalInterface
    interface Report {

        void write(Path file) throws IOException;
    }
}
