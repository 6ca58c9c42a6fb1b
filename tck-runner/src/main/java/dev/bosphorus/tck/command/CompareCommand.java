package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.wire.report.ComparisonPage;
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

/** {@code compare}: several runs of one suite side by side. */
final class CompareCommand implements Command {

    private static final String HELP = """
            Usage: bosphorus-tck compare FILE... [OPTION]...

            Puts runs of wire side by side, or of api, or of official, each a FILE that --json has written, in the order given.
            Prints how each has done; a case that only some do not pass is named with those.

              --html FILE       all of it as one page
              --logs all|bad    whose wire logs are in that page: of all cases (default), or of those that are not as they should be
              --markdown FILE   groups of cases and what was found as a page in Markdown, with a picture beside it (.svg)
              --help            prints this

            Exit status 0: it was compared; 2: bad input.
            """;

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String summary() {
        return "runs of a suite side by side";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> words, PrintStream out) throws BadInput {
        Arguments given = Arguments.read(words, Set.of("--html", "--logs", "--markdown"), Set.of());
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
        boolean allLogs = switch (given.text("--logs", "all")) {
            case "all" -> true;
            case "bad" -> false;
            default -> throw new BadInput("--logs is all or bad");
        };
        Reports.write(given, "--html", file -> MatrixPage.write(file, allLogs ? runs : runs.stream().map(RunResult::withLogsOfBadCases).toList()));
        Reports.write(given, "--markdown", file -> ComparisonPage.write(file, runs));
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
