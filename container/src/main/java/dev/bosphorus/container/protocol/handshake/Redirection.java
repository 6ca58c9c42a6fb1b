package dev.bosphorus.container.protocol.handshake;
import java.net.URI;
/** Contract. */
public final class Redirection {
    private Redirection() { }
    public static URI target(HttpHead.ResponseHead answer, URI from) { return null; }
    public static HeaderFields fieldsFor(HeaderFields fields, URI from, URI to) { throw new AssertionError(); }
    public static boolean sameOrigin(URI one, URI other) { throw new AssertionError(); }
}
