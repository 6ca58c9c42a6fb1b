package dev.bosphorus.container.client;

import dev.bosphorus.adapter.config.ClientHandshakeConfig;
import jakarta.websocket.DeploymentException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Makes the client's side of a TLS connection. */
final class ClientTls {

    private ClientTls() {
    }

    /** An engine that names the server (SNI), verifies that the certificate is the host's (RFC 9110, 4.3.4), and wants HTTP/1.1. */
    static SSLEngine engine(ClientOptions options, ClientHandshakeConfig config, String host, int port)
            throws DeploymentException {
        SSLEngine engine = context(options, config).createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        engine.setSSLParameters(parameters);
        return engine;
    }

    private static SSLContext context(ClientOptions options, ClientHandshakeConfig config) throws DeploymentException {
        if (config.getSSLContext() != null) {
            return config.getSSLContext();
        }
        try {
            return options.tls() != null ? options.tls() : SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new DeploymentException("the default TLS context cannot be made: " + e.getMessage(), e);
        }
    }
}
