package dev.bosphorus.container.protocol.handshake;

/** Who somebody is to a server or a proxy, and how that is proved. */
public record Credentials(String user, String password) {

    /** Without the password: logs are read by many. */
    @Override
    public String toString() {
        return "credentials of " + user;
    }
}
