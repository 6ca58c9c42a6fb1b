package dev.bosphorus.tck.wire.run;

import dev.bosphorus.tck.wire.cases.Severity;
import dev.bosphorus.tck.wire.cases.WireCase;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import dev.bosphorus.tck.wire.peer.UnsupportedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs one case and judges it. */
final class CaseRun {

    private CaseRun() {
    }

    static CaseResult run(WireCase one, Peer peer) {
        long begin = System.nanoTime();
        List<String> findings = new ArrayList<>();
        Verdict verdict;
        try {
            one.script().run(peer);
            peer.finish();
            verdict = Verdict.PASSED;
        } catch (UnmetException e) {
            findings.add(e.getMessage());
            verdict = e.isUnlawful() ? Verdict.FAILED : unmet(one.severity());
        } catch (UnsupportedException e) {
            findings.add(e.getMessage());
            verdict = Verdict.UNSUPPORTED;
        } catch (IOException e) {
            findings.add("the connection does not do its part: " + e.getMessage());
            verdict = unmet(one.severity());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add("the run was ended");
            verdict = Verdict.ERROR;
        } catch (RuntimeException e) {
            findings.add(e.toString());
            verdict = Verdict.ERROR;
        }
        List<String> shortcomings = peer.shortcomings();
        findings.addAll(shortcomings);
        if (verdict == Verdict.PASSED && !shortcomings.isEmpty() && one.severity() != Severity.INFO) {
            verdict = Verdict.WARNED;
        }
        return new CaseResult(one.id(), one.reference(), one.severity(), one.requirement(), verdict, List.copyOf(findings),
                (System.nanoTime() - begin) / 1000, peer.log().entries());
    }

    private static Verdict unmet(Severity severity) {
        return switch (severity) {
            case MUST -> Verdict.FAILED;
            case SHOULD -> Verdict.WARNED;
            case INFO -> Verdict.PASSED;
        };
    }
}
