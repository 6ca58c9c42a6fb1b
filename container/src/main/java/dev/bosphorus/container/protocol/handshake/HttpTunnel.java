package dev.bosphorus.container.protocol.handshake;
import java.nio.ByteBuffer;
/** Contract. */
public final class HttpTunnel implements ProxyTunnel {
    public HttpTunnel(String host, int port, String authorization, dev.bosphorus.container.protocol.frame.ProtocolLimits limits) { throw new AssertionError(); }
    @Override public State state() { return State.REFUSED; }
    @Override public byte[] takeOutput() { return null; }
    @Override public void feed(ByteBuffer in) { }
    @Override public String reason() { return null; }
    @Override public HttpHead.ResponseHead refusal() { return null; }
}
