package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.suite.Suite;
import java.util.List;

/** A command that runs a suite: in this process, or with {@link Parallel} in several. */
interface SuiteCommand extends Command {

    /** The suite as these words ask for it. @param words that follow the name */
    Suite suite(List<String> words) throws BadInput;
}
