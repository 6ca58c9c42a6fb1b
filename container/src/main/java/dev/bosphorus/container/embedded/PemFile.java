package dev.bosphorus.container.embedded;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text file with certificates or keys (RFC 7468). */
record PemFile(Path path, List<PemFile.Block> blocks) {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*+)-----END \\1-----");

    private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");

    /** @param label {@code CERTIFICATE}, say */
    record Block(String label, byte[] der) {
    }

    /** @throws IllegalArgumentException where the file cannot be read or is no PEM file */
    static PemFile read(Path path) {
        String text;
        try {
            text = Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + path, e);
        }
        // An encrypted PKCS #1 key has header lines between its borders, so the borders alone tell what it is.
        if (text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw wrongKey(path, "encrypted");
        }
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), decode(path, matcher.group(2))));
        }
        if (blocks.isEmpty()) {
            throw new IllegalArgumentException(path + " is no PEM file: it has no -----BEGIN ...----- line");
        }
        return new PemFile(path, List.copyOf(blocks));
    }

    private static byte[] decode(Path path, String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + " is damaged: " + e.getMessage(), e);
        }
    }

    /** All certificates, in order. @throws IllegalArgumentException where there is none, or one is damaged */
    List<X509Certificate> certificates() {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Block block : blocks) {
                if (block.label().equals("CERTIFICATE")) {
                    chain.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
                }
            }
        } catch (CertificateException e) {
            throw new IllegalArgumentException(path + " has a damaged certificate: " + e.getMessage(), e);
        }
        if (chain.isEmpty()) {
            throw new IllegalArgumentException(path + " has no certificate");
        }
        return chain;
    }

    /** The private key. @throws IllegalArgumentException where there is none, or it is of a form that is not read here */
    PrivateKey privateKey() {
        for (Block block : blocks) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return privateKey(new PKCS8EncodedKeySpec(block.der()));
                }
                case "ENCRYPTED PRIVATE KEY" -> throw wrongKey(path, "encrypted");
                case "RSA PRIVATE KEY" -> throw wrongKey(path, "in PKCS #1");
                case "EC PRIVATE KEY" -> throw wrongKey(path, "in SEC 1");
                default -> { }
            }
        }
        throw new IllegalArgumentException(path + " has no private key");
    }

    private static IllegalArgumentException wrongKey(Path path, String form) {
        return new IllegalArgumentException("the private key in " + path + " is " + form
                + ", not plain PKCS #8; convert it with: openssl pkey -in " + path + " -out key.pem");
    }

    private PrivateKey privateKey(PKCS8EncodedKeySpec spec) {
        for (String algorithm : KEY_ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // The key's algorithm identifier names another one.
                continue;
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalArgumentException("this JDK has no keys of the kind " + algorithm, e);
            }
        }
        throw new IllegalArgumentException("the private key in " + path + " is damaged, or neither RSA, EC nor EdDSA");
    }

    /** @throws IllegalArgumentException where the key in {@code keyFile} and the certificate here are no pair */
    static void requirePair(PrivateKey key, Path keyFile, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            case "RSASSA-PSS" -> null;
            default -> key.getAlgorithm();
        };
        if (algorithm != null && !signs(key, certificate, algorithm)) {
            throw new IllegalArgumentException("the private key in " + keyFile + " does not belong to the certificate of "
                    + certificate.getSubjectX500Principal());
        }
    }

    private static boolean signs(PrivateKey key, X509Certificate certificate, String algorithm) {
        byte[] sample = {1, 2, 3};
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
