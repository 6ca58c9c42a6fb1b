package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.Subject;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The cases of one subject of the standard, as they are written down. */
abstract class Family {

    private final String name;
    private final List<WireCase> cases = new ArrayList<>();

    Family(String name) {
        this.name = name;
    }

    /** All of them, in the order of the reports. */
    List<WireCase> cases() {
        return List.copyOf(cases);
    }

    /** A case for both sides that begins with an open connection without extensions. */
    final void must(String id, String reference, String requirement, Script script) {
        both(Severity.MUST, id, reference, requirement, script);
    }

    /** The same for what the standard says SHOULD of. */
    final void should(String id, String reference, String requirement, Script script) {
        both(Severity.SHOULD, id, reference, requirement, script);
    }

    final void both(Severity severity, String id, String reference, String requirement, Script script) {
        add(severity, id, reference, requirement, EnumSet.allOf(Subject.class), opened(script));
    }

    final void add(Severity severity, String id, String reference, String requirement, Set<Subject> subjects, Script script) {
        cases.add(new WireCase(name + "/" + id, reference, severity, requirement, subjects, script));
    }

    private static Script opened(Script script) {
        return peer -> {
            peer.open();
            script.run(peer);
        };
    }
}
