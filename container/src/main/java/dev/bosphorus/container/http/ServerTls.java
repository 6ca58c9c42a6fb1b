package dev.bosphorus.container.http;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * The server's side of TLS.
 *
 * @param context keys, certificates, and whose client certificates are trusted
 * @param clients whether clients are asked for a certificate
 */
public record ServerTls(SSLContext context, Clients clients) {

    /** Whether clients are asked for a certificate, and whether they have to have one. */
    public enum Clients { NOT_ASKED, ASKED, REQUIRED }

    /** An engine that agrees on HTTP/1.1 where the client asks (RFC 7301), and prefers our order of cipher suites. */
    public SSLEngine engine() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        parameters.setUseCipherSuitesOrder(true);
        if (clients == Clients.ASKED) {
            parameters.setWantClientAuth(true);
        } else if (clients == Clients.REQUIRED) {
            parameters.setNeedClientAuth(true);
        }
        engine.setSSLParameters(parameters);
        return engine;
    }
}
