package dev.bosphorus.container.command;

import java.io.PrintStream;
import java.lang.module.ModuleDescriptor;
import java.util.List;

/** The command line of Bosphorus: {@code serve} runs an application's endpoints on an embedded server. */
public final class Main {

    private static final int BAD_INPUT = 2;

    private static final String HELP = """
            Usage: bosphorus serve [OPTION]... SOURCE...

            Runs the WebSocket endpoints of an application until Ctrl-C or SIGTERM.

            A SOURCE is a class by its name, a jar, a folder of classes, a WAR file, or a folder laid out like one.
            Jars, folders and WARs are scanned for @ServerEndpoint and ServerApplicationConfig. A WAR's pages are served, too.

              --host HOST               address to listen on (default: localhost)
              --port PORT               port to listen on, 0 for any free one (default: 8080)
              --context-path PATH       path before all endpoints and pages, like /app
              --transport KIND          auto, virtual-threads (JDK 21 and later), event-loop or io-uring (default: auto)
              --tls-certificate FILE    PEM certificate chain, with
              --tls-key FILE            its private key (PKCS #8 PEM, not encrypted)
              --tls-keystore FILE       PKCS #12 or JKS key store instead, with
              --tls-password-file FILE  its password in the first line; else BOSPHORUS_TLS_PASSWORD is used
              --tls-client-ca FILE      PEM certificates; clients are asked for one that these have issued
              --tls-client-auth HOW     asked, or required of every client (default: asked)
              --static DIR              folder of files to serve; index.html stands for a folder
              --max-message BYTES       largest message, like 65536, 64k or 16m (default: 64k)
              --max-connections N       further connections are refused with 503 (default: no limit)
              --allow-origin ORIGIN     only pages of this origin may connect (may be repeated; default: all)
              --class-path PATH         jars and folders to load from, not scanned (may be repeated)
              --help                    prints this
              --version                 prints the version

            Options are written --option VALUE or --option=VALUE. Exit status 2: bad input, said in one line.
            """;

    private Main() {
    }

    /** Runs a command; on failure the process ends with the status that {@link #run} gave. */
    public static void main(String[] args) {
        int status = run(args, System.out, System.err);
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Runs a command, and leaves the server running where it was {@code serve}. @return 0, or 2 for bad input */
    static int run(String[] args, PrintStream out, PrintStream err) {
        List<String> words = List.of(args);
        try {
            if (words.contains("--help")) {
                out.print(HELP);
            } else if (words.contains("--version")) {
                out.println("bosphorus " + version());
            } else if (words.isEmpty() || !words.get(0).equals("serve")) {
                throw new BadInput(words.isEmpty() ? "a command is missing, see --help"
                        : "unknown command " + words.get(0) + ", see --help");
            } else {
                serve(ServeOptions.parse(words.subList(1, words.size()), System.getenv()), out);
            }
            out.flush();
            return 0;
        } catch (BadInput e) {
            err.println("bosphorus: " + e.line());
            e.details().forEach(err::println);
            err.flush();
            return BAD_INPUT;
        }
    }

    private static void serve(ServeOptions options, PrintStream out) throws BadInput {
        Service service = Service.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "bosphorus-stop"));
        service.describe(out);
    }

    /** The version of the module or, on the class path, of the jar. */
    private static String version() {
        ModuleDescriptor module = Main.class.getModule().getDescriptor();
        String version = module == null ? Main.class.getPackage().getImplementationVersion() : module.rawVersion().orElse(null);
        return version == null ? "(not packaged)" : version;
    }
}
