package example.command;

import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.command.Command;
import java.io.PrintStream;
import java.util.List;

/** A command of another module. */
public final class Greet implements Command {

    @Override
    public String name() {
        return "greet";
    }

    @Override
    public String summary() {
        return "says hello";
    }

    @Override
    public String help() {
        return "Usage: bosphorus-tck greet NAME\n";
    }

    @Override
    public int run(List<String> words, PrintStream out) throws BadInput {
        if (words.size() != 1) {
            throw new BadInput("greet needs one name");
        }
        out.println("hello " + words.get(0));
        return 0;
    }
}
