package dev.bosphorus.servlet.deploy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key and a certificate for 127.0.0.1, made for the tests by the JDK's keytool. */
final class TestKeys {

    static final String PASSWORD = "changeit";
    static final TestKeys SHARED = new TestKeys();

    private final Path file;
    private final Path trust;
    private final SSLContext trusting;
    private final SSLContext identified;

    private TestKeys() {
        try {
            Path folder = Files.createTempDirectory("bosphorus-test");
            folder.toFile().deleteOnExit();
            file = folder.resolve("server.p12");
            make();
            file.toFile().deleteOnExit();
            KeyStore keys = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            KeyStore trusted = trusted(keys);
            trust = folder.resolve("trust.p12");
            try (OutputStream out = Files.newOutputStream(trust)) {
                trusted.store(out, PASSWORD.toCharArray());
            }
            trust.toFile().deleteOnExit();
            trusting = context(null, trusted);
            identified = context(keys, trusted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key store, of type PKCS 12. */
    Path file() {
        return file;
    }

    /** A store with the certificate alone, of type PKCS 12. */
    Path trust() {
        return trust;
    }

    /** For a client that trusts the certificate. */
    SSLContext trusting() {
        return trusting;
    }

    /** For a client that trusts the certificate, and shows it as its own. */
    SSLContext identified() {
        return identified;
    }

    private void make() throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "30",
                "-ext", "san=dns:localhost,ip:127.0.0.1", "-keystore", file.toString(), "-storetype", "PKCS12",
                "-storepass", PASSWORD).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(file)) {
            throw new IOException("keytool failed: " + said);
        }
    }

    private static KeyStore trusted(KeyStore keys) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        return trusted;
    }

    private static SSLContext context(KeyStore own, KeyStore trusted) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD.toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
