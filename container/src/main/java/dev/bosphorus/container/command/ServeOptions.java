package dev.bosphorus.container.command;

import dev.bosphorus.container.embedded.Tls;
import dev.bosphorus.container.embedded.TransportKind;
import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What {@code serve} was asked to do.
 *
 * @param port            0 for any free one
 * @param contextPath     empty or beginning with a slash
 * @param tls             {@code null} for none
 * @param clientCertificates      who may vouch for clients; {@code null} where none are asked for a certificate
 * @param staticFiles     {@code null} for none
 * @param maxConnections  {@link Integer#MAX_VALUE} for no limit
 * @param allowedOrigins  empty for all
 * @param classPath       jars and folders to load from, not scanned
 * @param sources         where the endpoints are, at least one
 */
record ServeOptions(
        String host,
        int port,
        String contextPath,
        TransportKind transport,
        Tls tls,
        Path clientCertificates,
        boolean clientsNeedCertificates,
        Path staticFiles,
        long maxMessageBytes,
        int maxConnections,
        List<String> allowedOrigins,
        List<Path> classPath,
        List<String> sources) {

    /** The environment variable that holds the password of the key store. */
    static final String PASSWORD_VARIABLE = "BOSPHORUS_TLS_PASSWORD";

    private static final Set<String> ONCE = Set.of("--host", "--port", "--context-path", "--transport", "--tls-certificate",
            "--tls-key", "--tls-keystore", "--tls-password-file", "--tls-client-ca",
            "--tls-client-auth", "--static", "--max-message", "--max-connections");
    private static final Set<String> REPEATABLE = Set.of("--allow-origin", "--class-path");

    /** Reads the arguments after {@code serve}. @throws BadInput at the first thing that is wrong */
    static ServeOptions parse(List<String> arguments, Map<String, String> environment) throws BadInput {
        Arguments given = Arguments.read(arguments, ONCE, REPEATABLE);
        if (given.rest().isEmpty()) {
            throw new BadInput("serve needs a SOURCE: a class, a jar, a classes folder or a WAR, see --help");
        }
        Tls tls = tls(given, environment);
        return new ServeOptions(
                given.text("--host", "localhost"),
                given.number("--port", 0, 65_535, 8080),
                contextPath(given.text("--context-path", "")),
                transport(given.text("--transport", "auto")),
                tls,
                clientCertificates(given, tls),
                clientsNeedCertificates(given),
                given.folder("--static"),
                given.bytes("--max-message", ProtocolLimits.DEFAULTS.maxMessageBytes()),
                given.number("--max-connections", 1, Integer.MAX_VALUE, Integer.MAX_VALUE),
                List.copyOf(given.all("--allow-origin")),
                List.copyOf(given.classPath("--class-path")),
                List.copyOf(given.rest()));
    }

    private static String contextPath(String text) throws BadInput {
        if (!text.isEmpty() && !text.startsWith("/")) {
            throw new BadInput("--context-path must begin with a slash: " + text);
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static TransportKind transport(String text) throws BadInput {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> TransportKind.AUTO;
            case "virtual-threads" -> TransportKind.VIRTUAL_THREADS;
            case "event-loop" -> TransportKind.EVENT_LOOP;
            case "io-uring" -> TransportKind.IO_URING;
            default -> throw new BadInput("--transport must be auto, virtual-threads, event-loop or io-uring, not " + text);
        };
    }

    private static Tls tls(Arguments given, Map<String, String> environment) throws BadInput {
        Path certificate = given.file("--tls-certificate");
        Path key = given.file("--tls-key");
        Path keyStore = given.file("--tls-keystore");
        Path passwordFile = given.file("--tls-password-file");
        if ((certificate == null) != (key == null)) {
            throw new BadInput("--tls-certificate and --tls-key go together");
        }
        if (certificate != null && keyStore != null) {
            throw new BadInput("--tls-certificate and --tls-keystore exclude each other");
        }
        if (passwordFile != null && keyStore == null) {
            throw new BadInput("--tls-password-file goes with --tls-keystore");
        }
        if (certificate != null) {
            return new Tls.Pem(certificate, key);
        }
        return keyStore == null ? null : new Tls.KeyStoreFile(keyStore, password(passwordFile, environment));
    }

    private static Path clientCertificates(Arguments given, Tls tls) throws BadInput {
        Path trusted = given.file("--tls-client-ca");
        if (trusted != null && tls == null) {
            throw new BadInput("--tls-client-ca goes with --tls-certificate or --tls-keystore");
        }
        return trusted;
    }

    private static boolean clientsNeedCertificates(Arguments given) throws BadInput {
        String text = given.text("--tls-client-auth", null);
        if (text == null) {
            return false;
        }
        if (given.text("--tls-client-ca", null) == null) {
            throw new BadInput("--tls-client-auth goes with --tls-client-ca");
        }
        return switch (text) {
            case "asked" -> false;
            case "required" -> true;
            default -> throw new BadInput("--tls-client-auth must be asked or required, not " + text);
        };
    }

    /** The password of the key store: never from the command line, which every process of the machine can read. */
    private static char[] password(Path file, Map<String, String> environment) throws BadInput {
        if (file != null) {
            try {
                return Files.readString(file).lines().findFirst().orElse("").toCharArray();
            } catch (IOException e) {
                throw new BadInput("--tls-password-file: " + file + " cannot be read as text");
            }
        }
        String password = environment.get(PASSWORD_VARIABLE);
        if (password == null) {
            throw new BadInput("--tls-keystore needs a password: give --tls-password-file or set " + PASSWORD_VARIABLE);
        }
        return password.toCharArray();
    }
}
