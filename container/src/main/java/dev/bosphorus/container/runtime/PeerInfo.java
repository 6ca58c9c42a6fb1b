package dev.bosphorus.container.runtime;

import java.net.SocketAddress;
import java.security.Principal;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What is known of the peer besides its request.
 *
 * @param secure       whether the connection is encrypted
 * @param local        our address
 * @param remote       the peer's address
 * @param principal    who the peer is, where that was authenticated (a client certificate); else {@code null}
 * @param certificates what proves it: the peer's own certificate and then those that vouch for it; empty for none
 * @param web          what a servlet container knows
 */
public record PeerInfo(boolean secure, SocketAddress local, SocketAddress remote, Principal principal,
        List<X509Certificate> certificates, WebRequest web) {

    /** What a servlet container knows of a request. */
    public interface WebRequest {

        /** Nothing, without a servlet container. */
        WebRequest NONE = new WebRequest() {
            @Override
            public boolean isUserInRole(String role) {
                return false;
            }

            @Override
            public Object httpSession() {
                return null;
            }

            @Override
            public SessionFactory.Watcher watcher() {
                return SessionFactory.Watcher.NONE;
            }
        };

        boolean isUserInRole(String role);

        /** {@code null} for none. */
        Object httpSession();

        /** Who is told of the session that begins with this request. */
        SessionFactory.Watcher watcher();
    }

    public PeerInfo {
        certificates = List.copyOf(certificates);
    }

    /** Without a servlet container. */
    public PeerInfo(boolean secure, SocketAddress local, SocketAddress remote, Principal principal,
            List<X509Certificate> certificates) {
        this(secure, local, remote, principal, certificates, WebRequest.NONE);
    }

    /** @param tls after its handshake; {@code null} where the connection is not encrypted */
    public static PeerInfo of(SocketAddress local, SocketAddress remote, SSLSession tls) {
        List<X509Certificate> certificates = tls == null ? List.of() : certificates(tls);
        Principal principal = certificates.isEmpty() ? null : certificates.get(0).getSubjectX500Principal();
        return new PeerInfo(tls != null, local, remote, principal, certificates);
    }

    private static List<X509Certificate> certificates(SSLSession tls) {
        List<X509Certificate> certificates = new ArrayList<>();
        try {
            for (Certificate certificate : tls.getPeerCertificates()) {
                certificates.add((X509Certificate) certificate);
            }
        } catch (SSLPeerUnverifiedException e) {
            // The client has presented none.
        }
        return certificates;
    }
}
