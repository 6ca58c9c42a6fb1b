package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.connection.Connection.Kind;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What blocking and asynchronous sending have in common. Safe from any thread. */
abstract class Remote implements RemoteEndpoint {

    final Connection connection;
    final Encoding encoding;
    private volatile boolean batching;

    Remote(Connection connection, Encoding encoding) {
        this.connection = connection;
        this.encoding = encoding;
    }

    @Override
    public void setBatchingAllowed(boolean allowed) throws IOException {
        batching = allowed;
        connection.setBatching(allowed);
    }

    @Override
    public boolean getBatchingAllowed() {
        return batching;
    }

    @Override
    public void flushBatch() throws IOException {
        connection.flush();
    }

    @Override
    public void sendPing(ByteBuffer applicationData) throws IOException {
        connection.send(Kind.PING, required(applicationData));
    }

    @Override
    public void sendPong(ByteBuffer applicationData) throws IOException {
        connection.send(Kind.PONG, required(applicationData));
    }

    static <T> T required(T argument) {
        if (argument == null) {
            throw new IllegalArgumentException("null cannot be sent");
        }
        return argument;
    }
}
