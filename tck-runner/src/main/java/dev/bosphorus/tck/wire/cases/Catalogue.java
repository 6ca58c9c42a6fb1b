package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.selection.Selection;
import dev.bosphorus.tck.wire.frame.Subject;
import java.util.List;
import java.util.stream.Stream;

/** All cases, in the order of the reports. */
public final class Catalogue {

    private Catalogue() {
    }

    /** The cases for one side. */
    public static List<WireCase> of(Subject subject) {
        return of(subject, Selection.ALL);
    }

    /** The cases for one side whose ids are selected. */
    public static List<WireCase> of(Subject subject, Selection selection) {
        return Stream.of(new FramingFamily(), new FragmentFamily(), new ControlFamily(), new Utf8Family(), new ClosingFamily(), new SizeFamily(),
                        new ServerHandshakeFamily(), new ServerRequestFamily(), new ClientHandshakeFamily(), new DeflateFamily(), new DeflateParameterFamily())
                .flatMap(family -> family.cases().stream())
                .filter(one -> one.subjects().contains(subject) && selection.contains(one.id()))
                .toList();
    }
}
