package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.BadInput;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** The command line of the TCK runner: finds the {@link Command}. */
public final class Main {

    private static final int BAD_INPUT = 2;

    /** Commands that other modules bring. */
    private static final Set<String> ELSEWHERE = Set.of("wpt");

    private Main() {
    }

    /** Runs a command and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    /** Runs a command. @return 0; 1 where a test failed; 2 for bad input */
    static int run(String[] args, PrintStream out, PrintStream err) {
        List<String> words = List.of(args);
        List<Command> commands = commands();
        String name = words.isEmpty() ? "" : words.get(0);
        Command command = commands.stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
        if (words.contains("--help") && (command != null || !ELSEWHERE.contains(name))) {
            out.print(command == null ? overview(commands) : command.help());
            return 0;
        }
        try {
            if (name.equals(ShareMode.WORD)) {
                return ShareMode.run(commands, words.subList(1, words.size()), out, err);
            }
            if (command == null) {
                throw unknown(name);
            }
            return command.run(words.subList(1, words.size()), out);
        } catch (BadInput e) {
            err.println("bosphorus-tck: " + e.line());
            e.details().forEach(err::println);
            return BAD_INPUT;
        }
    }

    private static BadInput unknown(String name) {
        if (ELSEWHERE.contains(name)) {
            return new BadInput(name + " is a command of another module, which is not on the class path");
        }
        return new BadInput((name.isEmpty() ? "a command is missing" : "unknown command " + name) + ", see --help");
    }

    private static List<Command> commands() {
        List<Command> commands = new ArrayList<>(List.of(new WireCommand(), new CompareCommand(), new ApiCommand(), new OfficialCommand()));
        ServiceLoader.load(Command.class).forEach(commands::add);
        return commands;
    }

    private static String overview(List<Command> commands) {
        StringBuilder text = new StringBuilder("Usage: bosphorus-tck COMMAND [ARGUMENT]...\n\n");
        commands.forEach(command -> text.append(String.format("  %-8s  %s%n", command.name(), command.summary())));
        return text.append("\nCOMMAND --help says more.\n").toString();
    }
}
