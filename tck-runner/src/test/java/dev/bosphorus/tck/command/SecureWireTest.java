package dev.bosphorus.tck.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.Tls;
import example.echo.Echo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The wire suite at a {@code wss:} URL. */
class SecureWireTest {

    private static final String PASSWORD = "changeit";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    /** A key store of a server that nobody has signed, made by the JDK's keytool. */
    private Path keys() throws Exception {
        Path file = folder.resolve("server.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "30",
                "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD)
                .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertThat(keytool.waitFor()).isZero();
        return file;
    }

    @Test
    void certificateIsTakenOnlyWhereItIsTrustedOrAnyIs() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.builder().port(0).tls(new Tls.KeyStoreFile(keys(), PASSWORD.toCharArray()))
                .endpoints(Echo.class).start()) {
            String url = "wss://localhost:" + server.port() + "/echo";
            assertThat(run(url, "--insecure", "yes")).as(() -> out.toString(StandardCharsets.UTF_8)).isZero();
            assertThat(run(url)).isEqualTo(1);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("SSLHandshakeException");
        }
    }

    private int run(String url, String... more) {
        String[] words = Stream.concat(Stream.of("wire", url, "--cases", "framing/length/text-*"), Stream.of(more)).toArray(String[]::new);
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Main.run(words, print, print);
    }
}
