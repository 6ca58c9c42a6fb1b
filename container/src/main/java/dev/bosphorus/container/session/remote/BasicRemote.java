package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.connection.Connection.Kind;
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

    public BasicRemote(Connection connection, Encoding encoding) {
        super(connection, encoding);
    }

    @Override
    public void sendText(String text) throws IOException {
        connection.send(Kind.TEXT, Encoding.utf8(required(text)));
    }

    @Override
    public void sendText(String partialMessage, boolean isLast) throws IOException {
        connection.send(Kind.TEXT, Encoding.utf8(required(partialMessage)), isLast, Connection.PARTS);
    }

    @Override
    public void sendBinary(ByteBuffer data) throws IOException {
        connection.send(Kind.BINARY, required(data));
    }

    @Override
    public void sendBinary(ByteBuffer partialByte, boolean isLast) throws IOException {
        connection.send(Kind.BINARY, required(partialByte), isLast, Connection.PARTS);
    }

    /** A stream whose bytes become one message: a part for each buffer that is full, the last on {@code close}. */
    @Override
    public OutputStream getSendStream() {
        return new SendStream(connection);
    }

    /** A writer whose text becomes one message: a part for each buffer that is full, the last on {@code close}. */
    @Override
    public Writer getSendWriter() {
        return new SendWriter(connection);
    }

    @Override
    public void sendObject(Object data) throws IOException, EncodeException {
        Encoding.Message message = encoding.encode(required(data));
        connection.send(message.kind(), message.payload());
    }
}
