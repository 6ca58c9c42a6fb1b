package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection.Kind;
import jakarta.websocket.RemoteEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What blocking and asynchronous sending have in common; batching is one setting for both. Safe from any thread. */
abstract class Remote implements RemoteEndpoint {

    final OutboundMessages outbound;

    Remote(OutboundMessages outbound) {
        this.outbound = outbound;
    }

    @Override
    public final void setBatchingAllowed(boolean allowed) throws IOException {
        outbound.setBatching(allowed);
    }

    @Override
    public final boolean getBatchingAllowed() {
        return outbound.isBatching();
    }

    @Override
    public final void flushBatch() throws IOException {
        outbound.flush();
    }

    @Override
    public final void sendPing(ByteBuffer applicationData) throws IOException {
        outbound.send(Kind.PING, required(applicationData), true, null);
    }

    @Override
    public final void sendPong(ByteBuffer applicationData) throws IOException {
        outbound.send(Kind.PONG, required(applicationData), true, null);
    }

    static <T> T required(T argument) {
        if (argument == null) {
            throw new IllegalArgumentException("null cannot be sent, and no null handler be told");
        }
        return argument;
    }
}
