package dev.bosphorus.container.protocol.handshake;

/**
 * Who somebody is to a server or a proxy, and how that is proved.
 *
 * @param user     without control characters
 * @param password likewise; may be empty
 */
public record Credentials(String user, String password) {

    public Credentials {
        if (user.isEmpty()) {
            throw new IllegalArgumentException("the user name must not be empty");
        }
        if ((user + password).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("user name and password must not hold control characters");
        }
    }

    /** Without the password: logs are read by many. */
    @Override
    public String toString() {
        return "credentials of " + user;
    }
}
