package dev.bosphorus.tck.command;

import dev.bosphorus.container.command.Arguments;
import dev.bosphorus.container.command.BadInput;
import dev.bosphorus.tck.selection.Selection;
import dev.bosphorus.tck.wire.cases.Catalogue;
import dev.bosphorus.tck.wire.cases.WireCase;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.ClientRun;
import dev.bosphorus.tck.wire.run.Progress;
import dev.bosphorus.tck.wire.run.RunResult;
import dev.bosphorus.tck.wire.run.ServerRun;
import dev.bosphorus.tck.wire.run.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** {@code wire}: the protocol's rules against a server at a URL, or against clients that connect. */
final class WireCommand implements Command {

    private static final String HELP = """
            Usage: bosphorus-tck wire URL [OPTION]...
                   bosphorus-tck wire --listen PORT [OPTION]...
                   bosphorus-tck wire --list server|client

            Runs the rules of RFC 6455 and RFC 7692 as cases against a server that echoes messages at a ws: or wss: URL, or
            against a client that connects to PORT (0: any free one), asks for /count, echoes on /case/1 and so on, and ends with /report.

              --cases GLOB       only cases with such an id; may be repeated
              --exclude GLOB     no cases with such an id; may be repeated
              --parallel N       so many cases at a time, for servers (default: 4)
              --timeout SECONDS  how long a case waits for an answer (default: 10)
              --name NAME        of what is tested, for the reports
              --insecure yes     takes any certificate of a wss: server
              --json FILE        all results, with what went over the wire, for compare
              --junit FILE       the results as JUnit's XML
              --html FILE        the results as one page
              --expect FILE      what is known: a line "CASES number" and one "VERDICT id" for each that has not passed;
                                 every difference is a failure
              --help             prints this

            Exit status 0: the subject does all that it must and should (or what --expect says); 1: it does not; 2: bad input.
            """;

    private static final int LONGEST_WAIT = 600;
    private static final int LAST_PORT = 65_535;
    private static final Set<String> ONCE = Set.of("--listen", "--list", Parallel.OPTION, "--timeout", "--name", "--insecure", "--json", "--junit", "--html",
            "--expect");
    private static final Set<String> REPEATABLE = Set.of("--cases", "--exclude");

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public String summary() {
        return "the rules of RFC 6455 and RFC 7692 against any WebSocket server or client";
    }

    @Override
    public String help() {
        return HELP;
    }

    @Override
    public int run(List<String> words, PrintStream out) throws BadInput {
        Arguments given = Arguments.read(words, ONCE, REPEATABLE);
        Selection selection = new Selection(given.all("--cases"), given.all("--exclude"));
        if (!given.text("--list", "").isEmpty()) {
            return list(some(Catalogue.of(subject(given.text("--list", "")), selection)), out);
        }
        Duration patience = Duration.ofSeconds(given.number("--timeout", 1, LONGEST_WAIT, 10));
        Expected expected = Expected.read(given);
        RunResult result = given.options().containsKey("--listen") ? clients(given, selection, patience, out)
                : server(given, selection, patience, out);
        Reports.write(given, result);
        print(result, out);
        return expected.status(result, out);
    }

    private static int list(List<WireCase> cases, PrintStream out) {
        for (WireCase one : cases) {
            out.println(one.severity() + " " + one.id() + ": " + one.requirement() + " (" + one.reference() + ")");
        }
        out.println(cases.size() + " cases");
        return 0;
    }

    private static Subject subject(String text) throws BadInput {
        return switch (text) {
            case "server" -> Subject.SERVER;
            case "client" -> Subject.CLIENT;
            default -> throw new BadInput("--list must be server or client, not " + text);
        };
    }

    private static RunResult server(Arguments given, Selection selection, Duration patience, PrintStream out) throws BadInput {
        URI target = target(given.rest());
        SSLSocketFactory tls = "wss".equals(target.getScheme()) ? Tls.factory(given.text("--insecure", "no").equals("yes")) : null;
        List<WireCase> cases = some(Catalogue.of(Subject.SERVER, selection));
        ServerRun run = new ServerRun(target, tls, patience, Parallel.number(given, 4));
        try {
            run.probe();
            return run.run(given.text("--name", target.toString()), cases, new ConsoleProgress(out));
        } catch (IOException e) {
            throw new BadInput("nobody is to be reached at " + target + ": " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RunResult clients(Arguments given, Selection selection, Duration patience, PrintStream out) throws BadInput {
        if (!given.rest().isEmpty()) {
            throw new BadInput("--listen is for clients, it takes no URL");
        }
        List<WireCase> cases = some(Catalogue.of(Subject.CLIENT, selection));
        Progress progress = new ConsoleProgress(out);
        try (ClientRun run = new ClientRun(InetAddress.getLoopbackAddress(), given.number("--listen", 0, LAST_PORT, 0), cases, patience, progress)) {
            out.println(cases.size() + " cases, at ws://localhost:" + run.port() + "/case/1 and so on");
            out.flush();
            run.awaitReport();
            return run.result(given.text("--name", "client"));
        } catch (IOException e) {
            throw new BadInput("cannot listen: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<WireCase> some(List<WireCase> cases) throws BadInput {
        if (cases.isEmpty()) {
            throw new BadInput("no case is selected, see wire --list");
        }
        return cases;
    }

    private static URI target(List<String> rest) throws BadInput {
        if (rest.size() != 1) {
            throw new BadInput("wire needs one URL, see --help");
        }
        try {
            URI target = new URI(rest.get(0));
            if (("ws".equals(target.getScheme()) || "wss".equals(target.getScheme())) && target.getHost() != null) {
                return target;
            }
        } catch (URISyntaxException e) {
            // It is said below.
        }
        throw new BadInput("this is no ws: or wss: URL: " + rest.get(0));
    }

    private static void print(RunResult result, PrintStream out) {
        for (CaseResult one : result.cases()) {
            if (!one.isGood()) {
                out.println(one.verdict() + " " + one.id() + " (" + one.reference() + "): " + String.join("; ", one.findings()));
            }
        }
        out.printf("%s: %d cases: %d passed, %d warned, %d failed, %d unsupported, %d errors; %.1f s%n", result.name(), result.cases().size(),
                result.count(Verdict.PASSED), result.count(Verdict.WARNED), result.count(Verdict.FAILED), result.count(Verdict.UNSUPPORTED),
                result.count(Verdict.ERROR), result.millis() / 1000.0);
        out.flush();
    }
}
