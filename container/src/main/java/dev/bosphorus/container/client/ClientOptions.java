package dev.bosphorus.container.client;

import dev.bosphorus.container.protocol.handshake.Credentials;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * How a client connects.
 *
 * @param connectTimeout for all of connecting
 * @param proxy          {@code null} for none
 * @param credentials    for servers that ask; {@code null} for none
 * @param maxRedirects   how many are followed in a row; 0 for none
 * @param tls            {@code null} for the platform's default
 * @param reconnect      {@code null} for never
 * @param offerInstalled whether installed extensions are offered that the endpoint's configuration does not list
 */
record ClientOptions(Duration connectTimeout, Proxy proxy, Credentials credentials, int maxRedirects, SSLContext tls,
        Reconnect reconnect, boolean offerInstalled) {
}
