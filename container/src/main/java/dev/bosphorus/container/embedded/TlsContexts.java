package dev.bosphorus.container.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Reads certificates and keys into what the JDK's TLS needs. */
final class TlsContexts {

    private TlsContexts() {
    }

    /**
     * @param trusted certificates whose holders may vouch for clients; {@code null} for none
     * @throws IllegalArgumentException with one line that names the file and what is wrong with it
     */
    static SSLContext of(Tls tls, Path trusted) {
        try {
            TrustManager[] trust = trusted == null ? null : trust(trusted);
            if (tls instanceof Tls.Pem pem) {
                return context(load(pem), new char[0], trust);
            }
            Tls.KeyStoreFile file = (Tls.KeyStoreFile) tls;
            return context(load(file), file.password(), trust);
        } catch (UnrecoverableKeyException e) {
            throw new IllegalArgumentException("the key has another password than its key store", e);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private static KeyStore load(Tls.Pem pem) throws GeneralSecurityException, IOException {
        List<X509Certificate> chain = PemFile.read(pem.certificateChain()).certificates();
        PrivateKey key = PemFile.read(pem.privateKey()).privateKey();
        PemFile.requirePair(key, pem.privateKey(), chain.get(0));
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, new char[0], chain.toArray(X509Certificate[]::new));
        return store;
    }

    private static KeyStore load(Tls.KeyStoreFile tls) throws GeneralSecurityException {
        Path file = tls.file();
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException("cannot read " + file);
        }
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), tls.password());
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    return store;
                }
            }
            throw new IllegalArgumentException("the key store " + file + " has no private key");
        } catch (KeyStoreException e) {
            throw new IllegalArgumentException(file + " is no key store", e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the key store " + file + " cannot be opened: wrong password, or damaged", e);
        }
    }

    private static TrustManager[] trust(Path trusted) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (X509Certificate certificate : PemFile.read(trusted).certificates()) {
            store.setCertificateEntry("client-" + store.size(), certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static SSLContext context(KeyStore store, char[] password, TrustManager[] trust) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust, new SecureRandom());
        return context;
    }
}
