package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A tunnel through a proxy that speaks HTTP, by CONNECT (RFC 9110, 9.3.6; RFC 6455, 4.1, item 3). */
public final class HttpTunnel implements ProxyTunnel {

    private final ProtocolLimits limits;
    /** What is still to be sent. */
    private byte[] output;
    private HttpHead head;
    private State state = State.OPENING;
    private String reason;
    private ResponseHead refusal;

    /**
     * @param host          of the server; an IPv6 address without brackets
     * @param port          of the server
     * @param authorization the value of {@code Proxy-Authorization}; {@code null} for none
     * @param limits        for the proxy's answer
     */
    public HttpTunnel(String host, int port, String authorization, ProtocolLimits limits) {
        this.limits = limits;
        this.head = new HttpHead(limits);
        String server = authority(host, port);
        HeaderFields.Builder fields = new HeaderFields.Builder().add("Host", server);
        if (authorization != null) {
            fields.add("Proxy-Authorization", authorization);
        }
        StringBuilder text = new StringBuilder("CONNECT ").append(server).append(" HTTP/1.1\r\n");
        fields.build().forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
        this.output = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The request target of CONNECT, which credentials are for. @param host an IPv6 address without brackets */
    public static String authority(String host, int port) {
        return (host.indexOf(':') < 0 ? host : "[" + IpAddress.withoutZone(host) + "]") + ":" + port;
    }

    @Override
    public State state() {
        return state;
    }

    @Override
    public byte[] takeOutput() {
        byte[] taken = output;
        output = new byte[0];
        return taken;
    }

    @Override
    public void feed(ByteBuffer in) {
        try {
            while (state == State.OPENING && head.feed(in)) {
                answered(head.response());
            }
        } catch (BadHeadException e) {
            refuse("the proxy's answer is malformed: " + e.getMessage());
        }
    }

    private void answered(ResponseHead answer) {
        if (answer.status() >= 200 && answer.status() < 300) {
            state = State.OPEN;
        } else if (answer.status() < 200 && answer.status() != 101) {
            // RFC 9110, 15.2: an interim answer.
            head = new HttpHead(limits);
        } else {
            refusal = answer;
            refuse("the proxy answered with status " + answer.status());
        }
    }

    private void refuse(String why) {
        state = State.REFUSED;
        reason = why;
    }

    @Override
    public String reason() {
        return reason;
    }

    @Override
    public ResponseHead refusal() {
        return refusal;
    }
}
