package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.parallel.ShareRun;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * The mode in which {@link Parallel} starts children, and nobody else: {@code bosphorus-tck share COMMAND [ARGUMENT]...} runs those classes
 * of tests of the command that its parent lets it, and prints what {@link ShareRun} says. The command's options for reports and logs have
 * no effect. Exit status 0: all were run, whether they have passed or not; 1: they could not be.
 */
final class ShareMode {

    static final String WORD = "share";

    private static final int FAILED = 1;

    private ShareMode() {
    }

    /** Runs it. @param words that follow the {@link #WORD} */
    static int run(List<Command> commands, List<String> words, PrintStream out, PrintStream err) throws BadInput {
        String name = words.isEmpty() ? "" : words.get(0);
        for (Command command : commands) {
            if (command instanceof SuiteCommand suite && command.name().equals(name)) {
                return run(suite, words.subList(1, words.size()), out, err);
            }
        }
        throw new BadInput(WORD + " is for children of api and official");
    }

    private static int run(SuiteCommand command, List<String> words, PrintStream out, PrintStream err) throws BadInput {
        try {
            ShareRun.run(command.suite(words), System.in, out, err);
            return 0;
        } catch (IOException | RuntimeException | Error e) {
            // The process ends in any case: threads of a server do not hold it up.
            e.printStackTrace(err);
            return FAILED;
        }
    }
}
