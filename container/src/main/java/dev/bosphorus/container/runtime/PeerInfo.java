package dev.bosphorus.container.runtime;

import java.net.SocketAddress;
import java.security.Principal;

/**
 * What is known of the peer besides its request.
 *
 * @param secure    whether the connection is encrypted
 * @param local     our address
 * @param remote    the peer's address
 * @param principal who the peer is, where that was authenticated (a client certificate); else {@code null}
 */
public record PeerInfo(boolean secure, SocketAddress local, SocketAddress remote, Principal principal) {
}
