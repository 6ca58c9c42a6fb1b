package dev.bosphorus.tck.wire.run;

import dev.bosphorus.tck.wire.cases.Severity;
import dev.bosphorus.tck.wire.peer.WireLog;
import java.util.List;

/**
 * What one case has shown.
 *
 * @param findings what the subject does not do as it should, or what was noted
 * @param micros   how long it took
 * @param log      what went over the wire
 */
public record CaseResult(String id, String reference, Severity severity, String requirement, Verdict verdict, List<String> findings, long micros,
        List<WireLog.Entry> log) {

    /** Whether the subject does all that it must and should, or may leave it. */
    public boolean isGood() {
        return verdict == Verdict.PASSED || verdict == Verdict.UNSUPPORTED;
    }
}
