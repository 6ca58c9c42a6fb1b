package dev.bosphorus.tck.wire.report;

import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.RunResult;
import dev.bosphorus.tck.wire.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The results of a subject as they are known: how many cases there are, and the verdicts of those that have not passed.
 *
 * @param cases    -1 where their number is not known
 * @param verdicts by the cases' ids
 */
public record Expectation(int cases, Map<String, Verdict> verdicts) {

    private static final String COUNT = "CASES";

    /**
     * Reads lines of a verdict and an id, and one of CASES and their number; empty lines, and those that begin with #, mean nothing.
     *
     * @throws IOException where it cannot be read or understood
     */
    public static Expectation read(Path file) throws IOException {
        int cases = -1;
        Map<String, Verdict> verdicts = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+", 2);
            try {
                if (words[0].equals(COUNT)) {
                    cases = Integer.parseInt(words[1]);
                } else {
                    verdicts.put(words[1], Verdict.valueOf(words[0]));
                }
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
                throw new IOException("no verdict and id: " + line, e);
            }
        }
        return new Expectation(cases, verdicts);
    }

    /** What is not as it was, be it better or worse; empty where all is. */
    public List<String> differences(RunResult result) {
        List<String> differences = new ArrayList<>();
        if (cases >= 0 && cases != result.cases().size()) {
            differences.add(result.cases().size() + " cases instead of " + cases);
        }
        for (CaseResult one : result.cases()) {
            Verdict expected = verdicts.getOrDefault(one.id(), Verdict.PASSED);
            if (one.verdict() != expected) {
                differences.add(one.verdict() + " instead of " + expected + ": " + one.id() + " " + one.findings());
            }
        }
        return differences;
    }
}
