package dev.bosphorus.container.protocol.handshake;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells addresses from names without asking anybody. */
final class IpAddress {

    private IpAddress() {
    }

    /** The 4 or 16 bytes of an address in its usual notation; {@code null} for a name. */
    static byte[] parse(String host) {
        boolean numbers = host.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        if (!numbers && host.indexOf(':') < 0) {
            return null;
        }
        try {
            // What looks like an address is parsed, never looked up.
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
