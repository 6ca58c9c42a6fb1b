package dev.bosphorus.tck.wire.run;

import dev.bosphorus.tck.wire.frame.Subject;
import java.time.Instant;
import java.util.List;

/**
 * What all cases have shown of one subject.
 *
 * @param name   of the implementation, as it was given
 * @param target where it was found
 * @param cases  in the order of the catalogue
 */
public record RunResult(String name, Subject subject, String target, Instant started, long millis, List<CaseResult> cases) {

    /** How many cases have that verdict. */
    public long count(Verdict verdict) {
        return cases.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** Whether every case is as it must and should be. */
    public boolean isGood() {
        return cases.stream().allMatch(CaseResult::isGood);
    }
}
