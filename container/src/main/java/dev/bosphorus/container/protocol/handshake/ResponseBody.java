package dev.bosphorus.container.protocol.handshake;
import java.nio.ByteBuffer;
/** Contract. */
public final class ResponseBody {
    public ResponseBody(HttpHead.ResponseHead answer, int maxBytes) { }
    public boolean feed(ByteBuffer in) { return true; }
    public byte[] bytes() { return new byte[0]; }
}
