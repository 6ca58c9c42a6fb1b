package dev.bosphorus.container.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Key stores and PEM files for localhost, made by the JDK's keytool in a temporary folder, once for each key algorithm. */
public final class TestCertificates {

    static final char[] PASSWORD = "changeit".toCharArray();

    private static final TestCertificates EC = new TestCertificates("EC");

    final Path keyStore;
    public final Path certificate;
    public final Path privateKey;
    private final KeyStore loaded;

    TestCertificates(String algorithm) {
        try {
            Path folder = Files.createTempDirectory("bosphorus-test");
            keyStore = folder.resolve("server.p12");
            certificate = folder.resolve("server.crt");
            privateKey = folder.resolve("server.key");
            keytool(algorithm);
            loaded = KeyStore.getInstance(keyStore.toFile(), PASSWORD);
            pem(certificate, "CERTIFICATE", loaded.getCertificate("server").getEncoded());
            pem(privateKey, "PRIVATE KEY", loaded.getKey("server", PASSWORD).getEncoded());
            for (Path file : new Path[] {folder, keyStore, certificate, privateKey}) {
                file.toFile().deleteOnExit();
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The ones that tests share. */
    public static TestCertificates shared() {
        return EC;
    }

    /** A context that trusts the certificate. */
    public SSLContext client() {
        return client(null);
    }

    /** The same with a certificate of the client's own, which is the server's in these tests. */
    SSLContext clientWithCertificate() {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(loaded, PASSWORD);
            return client(keys.getKeyManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private SSLContext client(KeyManager[] keys) {
        try {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            trusted.setCertificateEntry("server", loaded.getCertificate("server"));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String algorithm) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "server", "-keyalg", algorithm, "-dname", "CN=localhost", "-validity", "30",
                "-ext", "san=dns:localhost,ip:127.0.0.1", "-keystore", keyStore.toString(), "-storetype", "PKCS12",
                "-storepass", new String(PASSWORD)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(keyStore)) {
            throw new IOException("keytool failed: " + said);
        }
    }

    static void pem(Path file, String label, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        Files.writeString(file, "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n");
    }
}
