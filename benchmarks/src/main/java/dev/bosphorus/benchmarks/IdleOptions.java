package dev.bosphorus.benchmarks;

import dev.bosphorus.container.embedded.TransportKind;
import java.util.Locale;

/**
 * The command line of {@link IdleMemory}.
 *
 * @param connections  how many are measured
 * @param transport    of the server
 * @param deflate      whether permessage-deflate is offered and used
 * @param messageBytes length of the one message that each connection echoes
 * @param waitSeconds  how long they are idle before they are measured
 * @param histogram    how many classes to list by what they have grown, 0 for none
 */
record IdleOptions(int connections, TransportKind transport, boolean deflate, int messageBytes, int waitSeconds, int histogram) {

    static final String USAGE = """
            Measures what an idle connection costs the server.
              --connections <n>      default: 10000
              --transport <kind>     auto, virtual-threads or event-loop; default: auto
              --deflate              negotiates and uses permessage-deflate
              --message-bytes <n>    length of the message each connection echoes once, up to 65535; default: 16
              --wait <seconds>       how long they are idle before they are measured; default: 0
              --histogram <n>        lists the n classes that have grown most; default: 0""";

    private static final IdleOptions DEFAULTS = new IdleOptions(10_000, TransportKind.AUTO, false, 16, 0, 0);

    /** @throws IllegalArgumentException with one line for the user */
    static IdleOptions parse(String... args) {
        IdleOptions options = DEFAULTS;
        for (Words words = new Words(args); words.hasNext();) {
            String option = words.next();
            options = switch (option) {
                case "--connections" -> options.withConnections(words.number(option, 1, 1_000_000));
                case "--transport" -> options.withTransport(transport(words.value(option)));
                case "--deflate" -> options.withDeflate();
                case "--message-bytes" -> options.withMessageBytes(words.number(option, 0, 65_535));
                case "--wait" -> options.withWait(words.number(option, 0, 3_600));
                case "--histogram" -> options.withHistogram(words.number(option, 0, 1_000));
                default -> throw new IllegalArgumentException("unknown option " + option + '\n' + USAGE);
            };
        }
        return options;
    }

    private IdleOptions withConnections(int other) {
        return new IdleOptions(other, transport, deflate, messageBytes, waitSeconds, histogram);
    }

    private IdleOptions withTransport(TransportKind other) {
        return new IdleOptions(connections, other, deflate, messageBytes, waitSeconds, histogram);
    }

    private IdleOptions withDeflate() {
        return new IdleOptions(connections, transport, true, messageBytes, waitSeconds, histogram);
    }

    private IdleOptions withMessageBytes(int other) {
        return new IdleOptions(connections, transport, deflate, other, waitSeconds, histogram);
    }

    private IdleOptions withWait(int other) {
        return new IdleOptions(connections, transport, deflate, messageBytes, other, histogram);
    }

    private IdleOptions withHistogram(int other) {
        return new IdleOptions(connections, transport, deflate, messageBytes, waitSeconds, other);
    }

    private static TransportKind transport(String text) {
        try {
            return TransportKind.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("--transport must be auto, virtual-threads or event-loop, not " + text, unknown);
        }
    }
}
