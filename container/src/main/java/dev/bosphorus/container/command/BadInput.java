package dev.bosphorus.container.command;

import java.util.List;

/** What the caller of the command has to change: one line, and perhaps more lines that explain it. */
public final class BadInput extends Exception {

    private final transient List<String> lines;

    /** @param message the first line says all; further ones are details */
    public BadInput(String message) {
        super(message);
        this.lines = message.lines().toList();
    }

    /** The line to print. */
    public String line() {
        return lines.isEmpty() ? "" : lines.get(0);
    }

    /** The lines to print after it. */
    public List<String> details() {
        return lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }
}
