package dev.bosphorus.container.command;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A command line taken apart: {@code --option value} and {@code --option=value} in any place, {@code --} ends the options.
 *
 * @param options the values of each option, in order
 * @param rest    what is no option
 */
public record Arguments(Map<String, List<String>> options, List<String> rest) {

    /** Takes arguments apart. @throws BadInput where an option is unknown, lacks its value or is given twice without leave */
    public static Arguments read(List<String> arguments, Set<String> once, Set<String> repeatable) throws BadInput {
        Map<String, List<String>> options = new HashMap<>();
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--")) {
                rest.addAll(arguments.subList(i + 1, arguments.size()));
                break;
            }
            if (!argument.startsWith("-")) {
                rest.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = equals < 0 ? argument : argument.substring(0, equals);
            if (!once.contains(name) && !repeatable.contains(name)) {
                throw new BadInput("unknown option " + name + ", see --help");
            }
            String value = equals < 0 ? following(arguments, ++i, name) : argument.substring(equals + 1);
            List<String> values = options.computeIfAbsent(name, key -> new ArrayList<>(1));
            if (!values.isEmpty() && once.contains(name)) {
                throw new BadInput(name + " is given twice");
            }
            values.add(value);
        }
        return new Arguments(options, rest);
    }

    private static String following(List<String> arguments, int index, String name) throws BadInput {
        if (index == arguments.size() || arguments.get(index).startsWith("--")) {
            throw new BadInput(name + " needs a value");
        }
        return arguments.get(index);
    }

    /** All values of an option; empty where it is not given. */
    public List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    /** The value of an option, or the fallback. */
    public String text(String name, String fallback) {
        List<String> values = all(name);
        return values.isEmpty() ? fallback : values.get(0);
    }

    /** A whole number within bounds, or the fallback. */
    public int number(String name, int least, int most, int fallback) throws BadInput {
        String text = text(name, null);
        if (text == null) {
            return fallback;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // It is said below, as for a number out of bounds.
        }
        throw new BadInput(name + " must be a whole number from " + least + " to " + most + ", not " + text);
    }

    /** A number of bytes of at least 1, with {@code k} for 1024 and {@code m} for 1024 * 1024 of them, or the fallback. */
    public long bytes(String name, long fallback) throws BadInput {
        String text = text(name, null);
        if (text == null) {
            return fallback;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        long unit = lower.endsWith("k") ? 1 << 10 : lower.endsWith("m") ? 1 << 20 : 1;
        try {
            long bytes = Math.multiplyExact(Long.parseLong(unit == 1 ? lower : lower.substring(0, lower.length() - 1)), unit);
            if (bytes >= 1) {
                return bytes;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            // It is said below, as for too small a number.
        }
        throw new BadInput(name + " must be a number of bytes like 65536, 64k or 16m, not " + text);
    }

    /** A file that exists, or {@code null} where the option is not given. */
    public Path file(String name) throws BadInput {
        String text = text(name, null);
        if (text == null) {
            return null;
        }
        Path file = path(text);
        if (!Files.isRegularFile(file)) {
            throw new BadInput(name + ": there is no file " + text);
        }
        return file;
    }

    /** A folder that exists, or {@code null} where the option is not given. */
    public Path folder(String name) throws BadInput {
        String text = text(name, null);
        if (text == null) {
            return null;
        }
        Path folder = path(text);
        if (!Files.isDirectory(folder)) {
            throw new BadInput(name + ": there is no folder " + text);
        }
        return folder;
    }

    /** The jars and folders of all class paths given under that name, all of which exist. */
    public List<Path> classPath(String name) throws BadInput {
        List<Path> entries = new ArrayList<>();
        for (String value : all(name)) {
            for (String entry : value.split(File.pathSeparator)) {
                if (!Files.exists(path(entry))) {
                    throw new BadInput(name + ": there is no file or folder " + entry);
                }
                entries.add(path(entry));
            }
        }
        return entries;
    }

    /** A path as given by a person. */
    public static Path path(String text) throws BadInput {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInput("this is no path: " + e.getMessage());
        }
    }
}
