package dev.bosphorus.benchmarks.compare;

import dev.bosphorus.benchmarks.Words;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The command line of {@link Compare}. */
final class CompareOptions {

    static final String USAGE = """
            Compares WebSocket servers on this machine: messages per second, and per second of server CPU time.
              --peers <names>     of %s;
                                  default: all
              --cells <names>     of %s;
                                  a name may end with *; default: all
              --clients           compares clients instead: peers %s;
                                  cells %s
              --rounds <n>        how often each peer is started anew and measured; default: 3
              --warm-up <s>       before each measurement; default: 2
              --seconds <s>       of each measurement; default: 2
              --pin <cpus>:<cpus> processors of the peers and of the load, as taskset takes them; default: any
              --limit <minutes>   no peer is started after that; default: 60
              --out <folder>      of the results; default: target/comparison
              --servers <folder>  where the servers are built; default: servers
              --help              prints this""".formatted(
            names(Peer.ALL, Peer::id), names(Load.ALL, Load::id), names(Peer.CLIENTS, Peer::id), names(Load.OF_CLIENTS, Load::id));

    private boolean clients;
    private String peerNames = "*";
    private String cellNames = "*";
    private List<Peer> peers;
    private List<Load> loads;
    private int rounds = 3;
    private Duration warmUp = Duration.ofSeconds(2);
    private Duration measured = Duration.ofSeconds(2);
    private Pinning pinning = Pinning.NONE;
    private Duration limit = Duration.ofMinutes(60);
    private Path out = Path.of("target", "comparison");
    private Path servers = Path.of("servers");
    private boolean help;

    private CompareOptions() {
    }

    /** @throws IllegalArgumentException with one line for the user */
    static CompareOptions parse(String... args) {
        CompareOptions options = new CompareOptions();
        for (Words words = new Words(args); words.hasNext();) {
            options.take(words.next(), words);
        }
        options.peers = chosen("--peers", options.peerNames, options.clients ? Peer.CLIENTS : Peer.ALL, Peer::id);
        options.loads = chosen("--cells", options.cellNames, options.clients ? Load.OF_CLIENTS : Load.ALL, Load::id);
        return options;
    }

    private void take(String option, Words words) {
        switch (option) {
            case "--clients" -> clients = true;
            case "--peers" -> peerNames = words.value(option);
            case "--cells" -> cellNames = words.value(option);
            case "--rounds" -> rounds = words.number(option, 1, 20);
            case "--warm-up" -> warmUp = Duration.ofSeconds(words.number(option, 0, 60));
            case "--seconds" -> measured = Duration.ofSeconds(words.number(option, 1, 60));
            case "--pin" -> pinning = Pinning.parse(words.value(option));
            case "--limit" -> limit = Duration.ofMinutes(words.number(option, 1, 600));
            case "--out" -> out = Path.of(words.value(option));
            case "--servers" -> servers = Path.of(words.value(option));
            case "--help" -> help = true;
            default -> throw new IllegalArgumentException("unknown option " + option + " (--help lists them)");
        }
    }

    private static <T> List<T> chosen(String option, String names, List<T> all, Function<T, String> id) {
        List<T> chosen = new ArrayList<>();
        for (String name : names.split(",")) {
            String start = name.endsWith("*") ? name.substring(0, name.length() - 1) : null;
            List<T> found = all.stream()
                    .filter(each -> start == null ? id.apply(each).equals(name) : id.apply(each).startsWith(start))
                    .filter(each -> !chosen.contains(each)).toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException(option + " has " + name + " twice, or it is none of " + names(all, id));
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    private static <T> String names(List<T> all, Function<T, String> id) {
        return all.stream().map(id).collect(Collectors.joining(", "));
    }

    /** Whether clients are compared, and not servers. */
    boolean clients() {
        return clients;
    }

    /** What is compared. */
    String what() {
        return clients ? "clients" : "servers";
    }

    List<Peer> peers() {
        return peers;
    }

    List<Load> loads() {
        return loads;
    }

    int rounds() {
        return rounds;
    }

    Duration warmUp() {
        return warmUp;
    }

    Duration measured() {
        return measured;
    }

    Pinning pinning() {
        return pinning;
    }

    Duration limit() {
        return limit;
    }

    Path out() {
        return out;
    }

    Path servers() {
        return servers;
    }

    boolean help() {
        return help;
    }

    /** How long it will take, starts of processes left out. */
    Duration estimate() {
        Duration each = warmUp.multipliedBy(2).plus(measured);
        return each.multipliedBy((long) rounds * peers.size() * loads.size());
    }
}
