package dev.bosphorus.container.http;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes the server's side of a TLS connection. */
public final class ServerTls {

    private ServerTls() {
    }

    /** An engine that agrees on HTTP/1.1 where the client asks (RFC 7301), and prefers our order of cipher suites. */
    public static SSLEngine engine(SSLContext context) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        parameters.setUseCipherSuitesOrder(true);
        engine.setSSLParameters(parameters);
        return engine;
    }
}
