package dev.bosphorus.container.embedded;

import java.nio.file.Path;

/** The server's certificate and key. */
public sealed interface Tls {

    /** A PEM certificate chain, and its private key as unencrypted PKCS #8 PEM. */
    record Pem(Path certificateChain, Path privateKey) implements Tls {
    }

    /** A PKCS #12 or JKS key store with one key entry. */
    record KeyStoreFile(Path file, char[] password) implements Tls {
    }
}
