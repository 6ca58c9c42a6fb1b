package dev.bosphorus.tck.wire.run;

import dev.bosphorus.tck.wire.cases.Catalogue;
import dev.bosphorus.tck.wire.cases.WireCase;
import dev.bosphorus.tck.wire.frame.Subject;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Which cases to run.
 *
 * @param included globs of which an id has to match one, if there are any; {@code *} stands for any characters, {@code ?} for one
 * @param excluded globs of which an id may match none
 */
public record Selection(List<String> included, List<String> excluded) {

    /** All cases. */
    public static final Selection ALL = new Selection(List.of(), List.of());

    /** The cases for a side that are selected. */
    public List<WireCase> of(Subject subject) {
        List<Pattern> in = included.stream().map(Selection::pattern).toList();
        List<Pattern> out = excluded.stream().map(Selection::pattern).toList();
        return Catalogue.of(subject).stream()
                .filter(one -> in.isEmpty() || matches(in, one.id()))
                .filter(one -> !matches(out, one.id()))
                .toList();
    }

    private static boolean matches(List<Pattern> patterns, String id) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(id).matches());
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile("\\Q" + glob.replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q") + "\\E");
    }
}
