package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.parallel.ParallelRun;
import dev.bosphorus.tck.suite.ClassLines;
import dev.bosphorus.tck.suite.Suite;
import dev.bosphorus.tck.suite.SuiteProgress;
import dev.bosphorus.tck.suite.SuiteResult;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code --parallel}: how much is done at a time. */
final class Parallel {

    static final String OPTION = "--parallel";

    private static final int MOST_AT_A_TIME = 64;
    /** What such arguments of a JVM begin with as only one process can have: agents, debuggers, recordings and logs. */
    private static final List<String> ALONE = List.of("-agent", "-javaagent", "-Xrun", "-Xdebug", "-Xlog", "-XX:StartFlightRecording",
            "-Dcom.sun.management.");

    private Parallel() {
    }

    /** What the option says. @param usual where it is not given */
    static int number(Arguments given, int usual) throws BadInput {
        return given.number(OPTION, 1, MOST_AT_A_TIME, usual);
    }

    /** Runs a suite, in this process where nothing is to be done at a time. @param words that the command was given */
    static SuiteResult run(SuiteCommand command, List<String> words, SuiteOptions options, PrintStream out) throws BadInput {
        Suite suite = command.suite(words);
        SuiteProgress progress = new ClassLines(out);
        return SuiteOutput.logged(options.log(), log -> options.parallel() == 1 ? suite.run(progress)
                : ParallelRun.run(child(command.name(), words), suite.plan(), options.parallel(), progress, log));
    }

    /** The command line of a child: this process's own, in {@link ShareMode}. */
    private static List<String> child(String command, List<String> words) {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(Parallel::isForChildren).forEach(line::add);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), ShareMode.WORD, command));
        line.addAll(words);
        return line;
    }

    private static boolean isForChildren(String argument) {
        return ALONE.stream().noneMatch(argument::startsWith);
    }
}
