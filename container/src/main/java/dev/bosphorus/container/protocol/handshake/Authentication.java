package dev.bosphorus.container.protocol.handshake;
import java.util.List;
import java.util.Optional;
/** Contract. */
public final class Authentication {
    private Authentication() { }
    public static Optional<String> answer(List<String> challenges, Credentials credentials, String method, String uri, byte[] cnonce) { throw new AssertionError(); }
    public static boolean isStale(List<String> challenges) { throw new AssertionError(); }
}
