package dev.bosphorus.container.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PemFileTest {

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("file.pem"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519", "Ed448"})
    void keyOfAnyKindIsRead(String algorithm) throws Exception {
        PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();
        Path file = folder.resolve("key.pem");
        TestCertificates.pem(file, "PRIVATE KEY", key.getEncoded());
        assertThat(PemFile.read(file).privateKey().getEncoded()).isEqualTo(key.getEncoded());
    }

    @Test
    void chainIsReadInOrderWhateverStandsAroundIt() throws Exception {
        String certificate = Files.readString(TestCertificates.shared().certificate);
        String key = Files.readString(TestCertificates.shared().privateKey);
        Path file = file("subject=CN\n" + certificate + "\r\nsome text\n" + key + certificate);
        assertThat(PemFile.read(file).certificates()).hasSize(2);
        assertThat(PemFile.read(file).privateKey()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"RSA PRIVATE KEY,in PKCS #1", "EC PRIVATE KEY,in SEC 1", "ENCRYPTED PRIVATE KEY,encrypted"})
    void keyOfAnotherFormIsNamedWithItsRemedy(String label, String form) throws IOException {
        Path file = file("-----BEGIN " + label + "-----\nAAAA\n-----END " + label + "-----\n");
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(file).privateKey())
                .withMessage("the private key in " + file + " is " + form + ", not plain PKCS #8; convert it with: "
                        + "openssl pkey -in " + file + " -out key.pem");
    }

    @Test
    void oldStyleEncryptedKeyIsNamedWithItsRemedy() throws IOException {
        Path file = file("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n"
                + "-----END RSA PRIVATE KEY-----\n");
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(file))
                .withMessageContaining("is encrypted, not plain PKCS #8");
    }

    @Test
    void fileThatIsNoneIsNamed() throws IOException {
        Path missing = folder.resolve("missing.pem");
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(missing)).withMessage("cannot read " + missing);
        Path text = file("hello");
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(text))
                .withMessageStartingWith(text + " is no PEM file");
    }

    @Test
    void fileWithoutWhatIsWantedIsNamed() throws IOException {
        TestCertificates certificates = TestCertificates.shared();
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(certificates.certificate).privateKey())
                .withMessage(certificates.certificate + " has no private key");
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(certificates.privateKey).certificates())
                .withMessage(certificates.privateKey + " has no certificate");
    }

    @Test
    void damageIsNamed() throws IOException {
        Path certificate = file("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(certificate).certificates())
                .withMessageStartingWith(certificate + " has a damaged certificate");
        Path key = file("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(key).privateKey())
                .withMessage("the private key in " + key + " is damaged, or neither RSA, EC nor EdDSA");
        Path base64 = file("-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----\n");
        assertThatIllegalArgumentException().isThrownBy(() -> PemFile.read(base64))
                .withMessageStartingWith(base64 + " is damaged");
    }
}
