package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.wire.report.Expectation;
import dev.bosphorus.tck.wire.run.RunResult;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** What {@code --expect} says of a run: read before it, compared after it. */
final class Expected {

    private static final int DIFFERENT = 1;

    /** {@code null} where nothing is said: all is to be as it should. */
    private final Expectation expectation;

    private Expected(Expectation expectation) {
        this.expectation = expectation;
    }

    static Expected read(Arguments given) throws BadInput {
        Path file = given.file("--expect");
        try {
            return new Expected(file == null ? null : Expectation.read(file));
        } catch (IOException e) {
            throw new BadInput("--expect: " + e.getMessage());
        }
    }

    /** The exit status; prints every difference. */
    int status(RunResult result, PrintStream out) {
        if (expectation == null) {
            return result.isGood() ? 0 : DIFFERENT;
        }
        List<String> differences = expectation.differences(result);
        differences.forEach(difference -> out.println("DIFFERENT " + difference));
        out.flush();
        return differences.isEmpty() ? 0 : DIFFERENT;
    }
}
