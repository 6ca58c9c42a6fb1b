package dev.bosphorus.tck.selection;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which cases, or tests, to run, by their names. Safe for threads. */
public final class Selection {

    /** All of them. */
    public static final Selection ALL = new Selection(List.of(), List.of());

    private final List<Pattern> included;
    private final List<Pattern> excluded;

    /**
     * @param included globs of which a name has to match one, if there are any; {@code *} stands for any characters, {@code ?} for
     *                 one, all others for themselves
     * @param excluded globs of which a name may match none
     */
    public Selection(List<String> included, List<String> excluded) {
        this.included = included.stream().map(Selection::pattern).toList();
        this.excluded = excluded.stream().map(Selection::pattern).toList();
    }

    /** Whether that which has this name is selected. */
    public boolean contains(String name) {
        return containsAny(List.of(name));
    }

    /** Whether that which has all these names is selected: a glob is for it that matches one of them. */
    public boolean containsAny(List<String> names) {
        return (included.isEmpty() || matches(included, names)) && !matches(excluded, names);
    }

    private static boolean matches(List<Pattern> patterns, List<String> names) {
        return patterns.stream().anyMatch(pattern -> names.stream().anyMatch(name -> pattern.matcher(name).matches()));
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(glob.codePoints().mapToObj(Selection::expression).collect(Collectors.joining()), Pattern.DOTALL);
    }

    private static String expression(int character) {
        return switch (character) {
            case '*' -> ".*";
            case '?' -> ".";
            default -> Pattern.quote(Character.toString(character));
        };
    }
}
