package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.BadInput;
import java.io.PrintStream;
import java.util.List;

/**
 * A command of the command line. Those of other modules are found by {@link java.util.ServiceLoader}; the word after the program's
 * name says which one is meant.
 */
public interface Command {

    /** The word. */
    String name();

    /** What it does, in a few words. */
    String summary();

    /** What {@code --help} prints: usage, options and exit status, with a line feed at the end. */
    String help();

    /**
     * Runs it.
     *
     * @param words that follow the name
     * @return the exit status: 0, or 1 where something that was tested is not as it should be
     * @throws BadInput what is wrong with the words, in one line, for exit status 2
     */
    int run(List<String> words, PrintStream out) throws BadInput;
}
