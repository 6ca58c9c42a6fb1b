package dev.bosphorus.container.protocol.handshake;

import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A tunnel through a proxy that speaks SOCKS 5 (RFC 1928), with user name and password where it asks for them (RFC 1929). The
 * proxy resolves the server's name.
 */
public final class SocksTunnel implements ProxyTunnel {

    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USERNAME_PASSWORD = 2;
    private static final int LOGIN_VERSION = 1;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int DOMAIN_NAME = 3;
    private static final int IPV6 = 4;

    /** RFC 1928, 6: what the codes of a refusal mean, from 1 on. */
    private static final String[] REFUSALS = {
        "general failure", "its rules do not allow it", "the network cannot be reached", "the host cannot be reached",
        "the connection was refused", "the time to live has expired", "it does not know the command",
        "it does not know the type of address"};

    /** What the proxy sends next. */
    private enum Expected { METHOD, LOGIN, REPLY }

    private final byte[] host;
    private final int port;
    private final Credentials credentials;

    private byte[] output;
    private Expected expected = Expected.METHOD;
    private State state = State.OPENING;
    private String reason;
    /** Bytes of an answer that is not complete: 4 bytes, the longest address with its length, the port. */
    private final ByteBuffer answer = ByteBuffer.allocate(4 + 256 + 2);

    /**
     * @param host        name or address of the server; an IPv6 address without brackets
     * @param port        of the server
     * @param credentials {@code null} for none
     * @throws IllegalArgumentException where the host, the user or the password has more than 255 bytes, or the user has none
     */
    public SocksTunnel(String host, int port, Credentials credentials) {
        this.host = field("host", host);
        this.port = port;
        this.credentials = credentials;
        if (credentials == null) {
            this.output = new byte[] {VERSION, 1, NO_AUTHENTICATION};
        } else {
            requireFitting(credentials);
            this.output = new byte[] {VERSION, 2, NO_AUTHENTICATION, USERNAME_PASSWORD};
        }
    }

    /** @throws IllegalArgumentException where user or password has no byte, or more than 255 (RFC 1929, 2) */
    public static void requireFitting(Credentials credentials) {
        field("user name", credentials.user());
        field("password", credentials.password());
    }

    /** RFC 1928, 5 and RFC 1929, 2: lengths are one byte, and none is zero. */
    private static byte[] field(String what, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0 || bytes.length > 255) {
            throw new IllegalArgumentException("SOCKS takes a " + what + " of 1 to 255 bytes, not of " + bytes.length);
        }
        return bytes;
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
        while (state == State.OPENING && in.hasRemaining()) {
            answer.put(in.get());
            switch (expected) {
                case METHOD -> method();
                case LOGIN -> login();
                case REPLY -> reply();
            }
        }
    }

    /** Byte {@code index} of the present answer. */
    private int at(int index) {
        return answer.get(index) & 0xFF;
    }

    // RFC 1928, 3
    private void method() {
        if (answer.position() < 2) {
            return;
        }
        if (at(0) != VERSION) {
            refuse("the proxy does not speak SOCKS 5");
        } else if (at(1) == NO_AUTHENTICATION) {
            connect();
        } else if (at(1) == USERNAME_PASSWORD && credentials != null) {
            expect(Expected.LOGIN, loginRequest());
        } else {
            refuse("the proxy wants another way of authentication" + (credentials == null ? "; no credentials were given" : ""));
        }
    }

    // RFC 1929, 2
    private byte[] loginRequest() {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(LOGIN_VERSION);
        write(request, field("user name", credentials.user()));
        write(request, field("password", credentials.password()));
        return request.toByteArray();
    }

    private static void write(ByteArrayOutputStream request, byte[] field) {
        request.write(field.length);
        request.writeBytes(field);
    }

    private void login() {
        if (answer.position() < 2) {
            return;
        }
        // Any version will do: some proxies answer with that of SOCKS.
        if (at(1) == 0) {
            connect();
        } else {
            refuse("the proxy does not accept the user name or the password");
        }
    }

    // RFC 1928, 4
    private void connect() {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.write(VERSION);
        request.write(CONNECT);
        request.write(0);
        byte[] address = IpAddress.parse(new String(host, StandardCharsets.UTF_8));
        if (address == null) {
            request.write(DOMAIN_NAME);
            write(request, host);
        } else {
            request.write(address.length == 4 ? IPV4 : IPV6);
            request.writeBytes(address);
        }
        request.write(port >> 8);
        request.write(port);
        expect(Expected.REPLY, request.toByteArray());
    }

    // RFC 1928, 6
    private void reply() {
        if (answer.position() == 2 && (at(0) != VERSION || at(1) != 0)) {
            refuse(at(0) != VERSION ? "the proxy does not speak SOCKS 5" : "the proxy opens no connection: " + refusal(at(1)));
        } else if (answer.position() >= 5 && answer.position() == replyLength()) {
            state = State.OPEN;
        }
    }

    private static String refusal(int code) {
        return code <= REFUSALS.length ? REFUSALS[code - 1] : "code " + code;
    }

    /** How long the reply is that has begun; its address is of no interest, but its length is. */
    private int replyLength() {
        return switch (at(3)) {
            case IPV4 -> 4 + 4 + 2;
            case IPV6 -> 4 + 16 + 2;
            case DOMAIN_NAME -> 4 + 1 + at(4) + 2;
            default -> {
                refuse("the proxy's reply has an unknown type of address");
                yield -1;
            }
        };
    }

    private void expect(Expected next, byte[] request) {
        expected = next;
        output = request;
        answer.clear();
    }

    private void refuse(String why) {
        state = State.REFUSED;
        reason = why;
    }

    @Override
    public String reason() {
        return reason;
    }

    /** SOCKS is no HTTP. @return {@code null} */
    @Override
    public ResponseHead refusal() {
        return null;
    }
}
