package dev.bosphorus.container.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.embedded.Tls;
import dev.bosphorus.container.embedded.TransportKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServeOptionsTest {

    @TempDir
    private Path folder;

    private static ServeOptions parse(String... arguments) throws BadInput {
        return ServeOptions.parse(List.of(arguments), Map.of());
    }

    private static void assertRefused(String line, String... arguments) {
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> parse(arguments)).withMessage(line);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void onlyTheSourceIsNeeded() throws BadInput {
        assertThat(parse("app.Echo")).isEqualTo(new ServeOptions("localhost", 8080, "", TransportKind.AUTO, null, null, false, null,
                65_536, Integer.MAX_VALUE, List.of(), List.of(), List.of("app.Echo")));
    }

    @Test
    void missingSourceIsRefused() {
        assertRefused("serve needs a SOURCE: a class, a jar, a classes folder or a WAR, see --help", "--port", "1");
    }

    @Test
    void everyOptionIsRead() throws BadInput {
        ServeOptions options = parse("--host=0.0.0.0", "--port", "0", "--context-path", "/app", "--transport", "event-loop",
                "--static", folder.toString(), "--max-message", "16m", "--max-connections", "100", "--allow-origin", "https://a",
                "--allow-origin", "https://b:8443", "--class-path", folder.toString(), "a.jar", "b.Echo");
        assertThat(options).isEqualTo(new ServeOptions("0.0.0.0", 0, "/app", TransportKind.EVENT_LOOP, null, null, false, folder,
                16L << 20, 100, List.of("https://a", "https://b:8443"), List.of(folder), List.of("a.jar", "b.Echo")));
    }

    @ParameterizedTest
    @CsvSource({"auto, AUTO", "virtual-threads, VIRTUAL_THREADS", "Event-Loop, EVENT_LOOP"})
    void transportIsChosenByName(String name, TransportKind kind) throws BadInput {
        assertThat(parse("--transport", name, "x").transport()).isEqualTo(kind);
    }

    @Test
    void unknownTransportIsRefused() {
        assertRefused("--transport must be auto, virtual-threads, event-loop or io-uring, not nio", "--transport", "nio", "x");
    }

    @ParameterizedTest
    @CsvSource({"/, ''", "/app, /app", "/app/, /app", "/a/b, /a/b"})
    void contextPathLosesItsLastSlash(String given, String path) throws BadInput {
        assertThat(parse("--context-path", given, "x").contextPath()).isEqualTo(path);
    }

    @Test
    void contextPathWithoutSlashIsRefused() {
        assertRefused("--context-path must begin with a slash: app", "--context-path", "app", "x");
    }

    @Test
    void pemNeedsCertificateAndKey() throws IOException, BadInput {
        String certificate = file("certificate.pem", "");
        String key = file("key.pem", "");
        assertThat(parse("--tls-certificate", certificate, "--tls-key", key, "x").tls())
                .isEqualTo(new Tls.Pem(Path.of(certificate), Path.of(key)));
        assertRefused("--tls-certificate and --tls-key go together", "--tls-certificate", certificate, "x");
        assertRefused("--tls-certificate and --tls-key go together", "--tls-key", key, "x");
    }

    @Test
    void keyStoreAndPemExcludeEachOther() throws IOException {
        String any = file("any", "");
        assertRefused("--tls-certificate and --tls-keystore exclude each other", "--tls-certificate", any, "--tls-key", any,
                "--tls-keystore", any, "x");
    }

    @Test
    void passwordIsTheFirstLineOfItsFile() throws IOException, BadInput {
        String store = file("store.p12", "");
        ServeOptions options = ServeOptions.parse(
                List.of("--tls-keystore", store, "--tls-password-file", file("password", "geheim \n\n"), "x"),
                Map.of(ServeOptions.PASSWORD_VARIABLE, "other"));
        assertThat(options.tls()).isInstanceOfSatisfying(Tls.KeyStoreFile.class, tls -> {
            assertThat(tls.file()).isEqualTo(Path.of(store));
            assertThat(tls.password()).containsExactly('g', 'e', 'h', 'e', 'i', 'm', ' ');
        });
    }

    @Test
    void passwordMayComeFromTheEnvironment() throws IOException, BadInput {
        ServeOptions options = ServeOptions.parse(List.of("--tls-keystore", file("store.p12", ""), "x"),
                Map.of("BOSPHORUS_TLS_PASSWORD", "abc"));
        assertThat(((Tls.KeyStoreFile) options.tls()).password()).containsExactly('a', 'b', 'c');
        assertThat(options.toString()).doesNotContain("abc");
    }

    @Test
    void keyStoreWithoutPasswordIsRefused() throws IOException {
        assertRefused("--tls-keystore needs a password: give --tls-password-file or set BOSPHORUS_TLS_PASSWORD",
                "--tls-keystore", file("store.p12", ""), "x");
        assertRefused("--tls-password-file goes with --tls-keystore", "--tls-password-file", file("password", ""), "x");
    }

    @Test
    void missingFilesAreRefused() {
        String missing = folder.resolve("missing").toString();
        assertRefused("--tls-certificate: there is no file " + missing, "--tls-certificate", missing, "x");
        assertRefused("--static: there is no folder " + missing, "--static", missing, "x");
    }

    @Test
    void clientsAreAskedForCertificates() throws Exception {
        String any = file("any.pem", "");
        String[] server = {"--tls-certificate", any, "--tls-key", any, "--tls-client-ca", any};
        assertThat(parse(with(server, "x")).clientCertificates()).isEqualTo(Path.of(any));
        assertThat(parse(with(server, "x")).clientsNeedCertificates()).isFalse();
        assertThat(parse(with(server, "--tls-client-auth", "required", "x")).clientsNeedCertificates()).isTrue();
        assertRefused("--tls-client-auth must be asked or required, not maybe", with(server, "--tls-client-auth", "maybe", "x"));
        assertRefused("--tls-client-ca goes with --tls-certificate or --tls-keystore", "--tls-client-ca", any, "x");
        assertRefused("--tls-client-auth goes with --tls-client-ca", "--tls-client-auth", "asked", "x");
    }

    private static String[] with(String[] first, String... more) {
        String[] all = java.util.Arrays.copyOf(first, first.length + more.length);
        System.arraycopy(more, 0, all, first.length, more.length);
        return all;
    }
}
