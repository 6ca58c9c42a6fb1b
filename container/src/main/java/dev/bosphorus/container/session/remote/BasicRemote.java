package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.connection.Sender;
import jakarta.websocket.EncodeException;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;

/**
 * Sends and returns when the message is on its way; see {@link Connection#send(Kind, ByteBuffer, boolean, Object)}. Safe from
 * any thread: messages of several threads queue up.
 */
public final class BasicRemote extends Remote implements RemoteEndpoint.Basic {

    public BasicRemote(OutboundMessages outbound) {
        super(outbound);
    }

    @Override
    public void sendText(String text) throws IOException {
        outbound.sendText(required(text));
    }

    @Override
    public void sendText(String partialMessage, boolean isLast) throws IOException {
        outbound.sendText(required(partialMessage), isLast);
    }

    @Override
    public void sendBinary(ByteBuffer data) throws IOException {
        outbound.send(Kind.BINARY, required(data), true, null);
    }

    @Override
    public void sendBinary(ByteBuffer partialByte, boolean isLast) throws IOException {
        outbound.send(Kind.BINARY, required(partialByte), isLast, Sender.current());
    }

    /** A stream whose bytes become one message: a part for each buffer that is full, the last on {@code close}. */
    @Override
    public OutputStream getSendStream() throws IOException {
        outbound.requireSendable();
        return new SendStream(outbound);
    }

    /** A writer whose text becomes one message: a part for each buffer that is full, the last on {@code close}. */
    @Override
    public Writer getSendWriter() throws IOException {
        outbound.requireSendable();
        return new SendWriter(outbound);
    }

    @Override
    public void sendObject(Object data) throws IOException, EncodeException {
        outbound.sendObject(required(data));
    }
}
