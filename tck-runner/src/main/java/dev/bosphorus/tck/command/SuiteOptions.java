package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.selection.Selection;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The options that the commands which run tests have in common.
 *
 * @param selection of the tests to run, or to list
 * @param log       for what the tests print
 * @param parallel  how many processes run them at a time; 1: this one alone
 */
record SuiteOptions(String target, String transport, Selection selection, Path log, int parallel) {

    /** Lists the tests; the one option without a value. */
    private static final String LIST = "--list";
    private static final Set<String> ONCE = Set.of("--target", "--transport", Parallel.OPTION, "--log", "--json", "--junit", "--html", "--expect");
    private static final Set<String> REPEATABLE = Set.of("--cases", "--exclude");

    /** Takes a command line apart. @param once options of the one command, each of which may be given once */
    static Arguments arguments(List<String> words, Set<String> once) throws BadInput {
        Set<String> all = new HashSet<>(ONCE);
        all.addAll(once);
        return Arguments.read(words.stream().filter(word -> !word.equals(LIST)).toList(), all, REPEATABLE);
    }

    /** Whether the tests are to be listed, not run. */
    static boolean areToBeListed(List<String> words) {
        return words.contains(LIST);
    }

    /** Reads the options. @param targets as a message lists them */
    static SuiteOptions read(Arguments given, String targets, String usualLog) throws BadInput {
        return new SuiteOptions(oneOf("--target", given.text("--target", "embedded"), targets),
                oneOf("--transport", given.text("--transport", "auto"), "auto, virtual-threads or event-loop"),
                new Selection(globs(given, "--cases"), globs(given, "--exclude")), Arguments.path(given.text("--log", usualLog)), Parallel.number(given, 1));
    }

    /** Reports write the dots of names as slashes, like those of the protocol's cases. */
    private static List<String> globs(Arguments given, String option) {
        return given.all(option).stream().map(glob -> glob.replace('/', '.')).toList();
    }

    /** What a sum says of where the tests were run. */
    String where() {
        return target.equals("embedded") ? "transport " + transport : target;
    }

    /** @param allowed as the message lists them */
    private static String oneOf(String option, String text, String allowed) throws BadInput {
        if (!List.of(allowed.split(", | or ")).contains(text)) {
            throw new BadInput(option + " must be " + allowed + ", not " + text);
        }
        return text;
    }
}
