package dev.bosphorus.examples;

import dev.bosphorus.container.embedded.TransportKind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The command line of the examples.
 *
 * @param host      the address to listen on
 * @param port      0 to 65535; 0 takes any free port
 * @param transport who reads, writes and runs the callbacks
 * @param help      whether only {@link #USAGE} is asked for
 */
record Options(String host, int port, TransportKind transport, boolean help) {

    static final Options DEFAULTS = new Options("localhost", 8080, TransportKind.AUTO, false);

    static final String USAGE = """
            Serves the Bosphorus examples.
              --host <name or address>   what to listen on; default: localhost
              --port <0..65535>          0 takes any free port; default: 8080
              --transport <kind>         auto, virtual-threads, event-loop or io-uring; default: auto
              --help                     prints this""";

    /** @throws IllegalArgumentException with one line for the user that names the bad option */
    static Options parse(String... args) {
        Options options = DEFAULTS;
        for (Iterator<String> words = Arrays.asList(args).iterator(); words.hasNext();) {
            String option = words.next();
            options = switch (option) {
                case "--host" -> options.withHost(value(option, words));
                case "--port" -> options.withPort(port(value(option, words)));
                case "--transport" -> options.withTransport(transport(value(option, words)));
                case "--help" -> new Options(options.host, options.port, options.transport, true);
                default -> throw new IllegalArgumentException("unknown option " + option + "; --help lists them");
            };
        }
        return options;
    }

    Options withHost(String other) {
        return new Options(other, port, transport, help);
    }

    Options withPort(int other) {
        return new Options(host, other, transport, help);
    }

    Options withTransport(TransportKind other) {
        return new Options(host, port, other, help);
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return words.next();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // The same line as for a number out of range.
        }
        throw new IllegalArgumentException("--port must be a number from 0 to 65535, not " + text);
    }

    private static TransportKind transport(String text) {
        for (TransportKind kind : TransportKind.values()) {
            if (word(kind).equals(text)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("--transport must be one of "
                + Arrays.stream(TransportKind.values()).map(Options::word).collect(Collectors.joining(", "))
                + ", not " + text);
    }

    private static String word(TransportKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
