package dev.bosphorus.container.protocol.handshake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells addresses from names without asking anybody. */
final class IpAddress {

    /** Four numbers from 0 to 255 without leading zeros (RFC 3986, 3.2.2): of other spellings, readers disagree on the base. */
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*");

    private IpAddress() {
    }

    /** The 4 or 16 bytes of an address in its usual notation, whose zone is only ours and left out; {@code null} for a name. */
    static byte[] parse(String host) {
        String address = withoutZone(host);
        if (!IPV4.matcher(address).matches() && !IPV6.matcher(address).matches()) {
            return null;
        }
        try {
            // What has this form is parsed, never looked up.
            return InetAddress.getByName(address).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** RFC 6874, 4: a zone is local to its host and not to be sent. */
    static String withoutZone(String host) {
        int percent = host.indexOf(':') < 0 ? -1 : host.indexOf('%');
        return percent < 0 ? host : host.substring(0, percent);
    }
}
