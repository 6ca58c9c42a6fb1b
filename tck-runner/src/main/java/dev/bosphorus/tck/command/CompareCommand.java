package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.wire.report.JsonReport;
import dev.bosphorus.tck.wire.report.MatrixPage;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.RunResult;
import dev.bosphorus.tck.wire.run.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code compare}: several runs of {@code wire} side by side. */
final class CompareCommand {

    static final String HELP = """
            Usage: bosphorus-tck compare FILE... [OPTION]...

            Puts runs of wire side by side, each a FILE that its --json has written, in the order given. Prints how each has done in
            each group of cases; a case that only some do not pass is named with those.

              --html FILE   all of it as one page
              --help        prints this

            Exit status 0: it was compared; 2: bad input.
            """;

    private CompareCommand() {
    }

    static int run(List<String> words, PrintStream out) throws BadInput {
        Arguments given = Arguments.read(words, Set.of("--html"), Set.of());
        if (given.rest().isEmpty()) {
            throw new BadInput("compare needs reports, see --help");
        }
        List<RunResult> runs = new ArrayList<>();
        for (String name : given.rest()) {
            try {
                runs.add(JsonReport.read(Arguments.path(name)));
            } catch (IOException e) {
                throw new BadInput(e.getMessage());
            }
        }
        Reports.write(given, "--html", file -> MatrixPage.write(file, runs));
        sums(runs, out);
        differences(runs, out);
        out.flush();
        return 0;
    }

    private static void sums(List<RunResult> runs, PrintStream out) {
        int width = runs.stream().mapToInt(run -> run.name().length()).max().orElse(0);
        for (RunResult run : runs) {
            out.printf("%-" + width + "s  %d passed, %d warned, %d failed, %d unsupported, %d errors%n", run.name(), run.count(Verdict.PASSED),
                    run.count(Verdict.WARNED), run.count(Verdict.FAILED), run.count(Verdict.UNSUPPORTED), run.count(Verdict.ERROR));
        }
    }

    private static void differences(List<RunResult> runs, PrintStream out) {
        Map<String, List<String>> verdicts = new LinkedHashMap<>();
        for (RunResult run : runs) {
            for (CaseResult one : run.cases()) {
                List<String> known = verdicts.computeIfAbsent(one.id(), id -> new ArrayList<>());
                if (!one.isGood()) {
                    known.add(run.name() + " " + one.verdict());
                }
            }
        }
        verdicts.forEach((id, bad) -> {
            if (!bad.isEmpty() && bad.size() < runs.size()) {
                out.println(id + ": " + String.join(", ", bad));
            }
        });
    }
}
