package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The options that the commands which run tests have in common.
 *
 * @param only is found in the names of the tests to run, which are like {@code package.Class.method}
 * @param log  for what the tests print
 */
record SuiteOptions(String target, String transport, Pattern only, Path log) {

    /** Their names; each may be given once. */
    static final Set<String> NAMES = Set.of("--target", "--transport", "--only", "--log");

    /** Reads them. @param targets as a message lists them */
    static SuiteOptions read(Arguments given, String targets, String usualLog) throws BadInput {
        return new SuiteOptions(oneOf("--target", given.text("--target", "embedded"), targets),
                oneOf("--transport", given.text("--transport", "auto"), "auto, virtual-threads or event-loop"),
                pattern(given.text("--only", "")), Arguments.path(given.text("--log", usualLog)));
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

    private static Pattern pattern(String text) throws BadInput {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new BadInput("--only is no regular expression: " + e.getDescription());
        }
    }
}
