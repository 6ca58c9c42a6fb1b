package dev.bosphorus.container.client;

import dev.bosphorus.container.protocol.handshake.Credentials;

/**
 * A proxy through which a client reaches all servers. Host names go to the proxy as they are and are not resolved here.
 *
 * @param kind        what the proxy speaks
 * @param host        name or address of the proxy
 * @param port        1 to 65535
 * @param credentials {@code null} where the proxy asks for none
 */
record Proxy(Kind kind, String host, int port, Credentials credentials) {

    enum Kind { HTTP, SOCKS5 }

    Proxy {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host of the proxy must not be empty");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port of the proxy must be 1 to 65535, not " + port);
        }
    }
}
