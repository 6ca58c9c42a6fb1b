package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsContextsTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void certificatesOfAllKindsAreTaken(String algorithm) {
        TestCertificates certificates = new TestCertificates(algorithm);
        assertThat(TlsContexts.of(new Tls.Pem(certificates.certificate, certificates.privateKey), null)).isNotNull();
        assertThat(TlsContexts.of(new Tls.KeyStoreFile(certificates.keyStore, TestCertificates.PASSWORD), null)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keyThatDoesNotBelongToTheCertificateIsRefused(String algorithm) throws Exception {
        Path other = folder.resolve("other.key");
        TestCertificates.pem(other, "PRIVATE KEY",
                KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate().getEncoded());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsContexts.of(new Tls.Pem(TestCertificates.shared().certificate, other), null))
                .withMessage("the private key in " + other + " does not belong to the certificate of CN=localhost");
    }

    @Test
    void wrongPasswordIsSaid() {
        Path file = TestCertificates.shared().keyStore;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsContexts.of(new Tls.KeyStoreFile(file, "wrong".toCharArray()), null))
                .withMessage("the key store " + file + " cannot be opened: wrong password, or damaged");
    }

    @Test
    void fileThatIsNoKeyStoreIsNamed() throws IOException {
        Path missing = folder.resolve("missing.p12");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsContexts.of(new Tls.KeyStoreFile(missing, new char[0]), null))
                .withMessage("cannot read " + missing);
        Path text = Files.writeString(folder.resolve("text.p12"), "hello");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsContexts.of(new Tls.KeyStoreFile(text, new char[0]), null))
                .withMessage(text + " is no key store");
    }

    @Test
    void keyStoreWithoutAKeyIsRefused() throws Exception {
        Path file = folder.resolve("empty.p12");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (var out = Files.newOutputStream(file)) {
            store.store(out, TestCertificates.PASSWORD);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TlsContexts.of(new Tls.KeyStoreFile(file, TestCertificates.PASSWORD), null))
                .withMessage("the key store " + file + " has no private key");
    }
}
