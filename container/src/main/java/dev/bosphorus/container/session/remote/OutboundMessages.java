package dev.bosphorus.container.session.remote;

import dev.bosphorus.container.connection.Connection;
import dev.bosphorus.container.connection.Connection.Kind;
import dev.bosphorus.container.connection.Sender;
import dev.bosphorus.container.protocol.engine.SharedMessage;
import dev.bosphorus.container.transport.Completion;
import jakarta.websocket.EncodeException;
import jakarta.websocket.SendHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The messages that one session sends: what both remotes and the streams of one session share. Safe from any thread.
 *
 * <p>Order and turns are the connection's: messages of several threads queue up, and a message in parts is alone until it
 * ends. On a closed session a send fails with an {@link IOException}.
 */
public final class OutboundMessages {

    private final Connection connection;
    private final Encoding encoding;
    private final SendingSession session;
    /**
     * What the part before has held back, where it ended within a surrogate pair; {@code null} where it did not. Written only by
     * whose message is under way.
     */
    private volatile HalfPair held;
    private volatile boolean batching;

    /** The first half of a surrogate pair, and the {@link Sender} whose message it is from. */
    private record HalfPair(char high, Object sender) {
    }

    public OutboundMessages(Connection connection, Encoding encoding, SendingSession session) {
        this.connection = connection;
        this.encoding = encoding;
        this.session = session;
    }

    void sendText(String text) throws IOException {
        send(Kind.TEXT, utf8(text), true, null);
    }

    /** Sends a part; a surrogate pair that is cut in two goes to the part in which it ends. */
    void sendText(String part, boolean last) throws IOException {
        Object sender = Sender.current();
        HalfPair before = held;
        boolean continues = before != null && Sender.goesOn(sender, before.sender());
        String text = continues ? before.high() + part : part;
        int end = text.length();
        boolean cut = !last && end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        if (continues) {
            held = null;
        }
        boolean sent = false;
        try {
            send(Kind.TEXT, utf8(cut ? text.substring(0, end - 1) : text), last, sender);
            sent = true;
        } finally {
            if (sent ? cut : continues) {
                held = sent ? new HalfPair(text.charAt(end - 1), sender) : before;
            }
        }
    }

    /** Sends a text that extensions leave as it is. */
    public void sendPlain(String text) throws IOException {
        send(Kind.PLAIN_TEXT, utf8(text), true, null);
    }

    /** Sends bytes that extensions leave as they are. */
    public void sendPlain(ByteBuffer data) throws IOException {
        send(Kind.PLAIN_BINARY, data, true, null);
    }

    /** Sends a message that many sessions share. */
    public void send(SharedMessage message) throws IOException {
        try {
            connection.send(message);
        } catch (IllegalStateException e) {
            throw closedOr(e);
        }
    }

    /** Sends a message that many sessions share, without waiting. */
    public void sendShared(SharedMessage message, long timeoutNanos, SendHandler handler) {
        Completion completion = completion(handler);
        try {
            connection.sendAsync(message, timeoutNanos, completion);
        } catch (IllegalStateException e) {
            completion.done(closedOr(e));
        }
    }

    /** Encodes an object and sends it, as {@code RemoteEndpoint.Basic.sendObject}. */
    public void sendObject(Object object) throws IOException, EncodeException {
        Object message = encode(object);
        if (message instanceof String text) {
            sendText(text);
        } else {
            send(Kind.BINARY, (ByteBuffer) message, true, null);
        }
    }

    /** Sends as {@link Connection#send(Kind, ByteBuffer, boolean, Object)}, but on a closed session fails as Jakarta wants it. */
    void send(Kind kind, ByteBuffer payload, boolean last, Object owner) throws IOException {
        try {
            connection.send(kind, payload, last, owner);
        } catch (IllegalStateException e) {
            throw closedOr(e);
        }
    }

    /** Sends a {@code String} or a {@code ByteBuffer} without waiting. */
    void sendAsync(Object message, long timeoutNanos, Completion completion) {
        boolean text = message instanceof String;
        ByteBuffer payload = text ? utf8((String) message) : (ByteBuffer) message;
        Kind kind = text ? Kind.TEXT : Kind.BINARY;
        // A batched message counts as sent when it is in the batch (RemoteEndpoint.setBatchingAllowed).
        Batched batched = batching ? new Batched() : null;
        try {
            connection.sendAsync(kind, payload, true, null, timeoutNanos, batched == null ? completion : batched);
        } catch (IllegalStateException e) {
            completion.done(closedOr(e));
            return;
        }
        if (batched != null) {
            completion.done(batched.failure);
        }
    }

    /** Notes whether a message was refused at once; how it fares later, nobody asks. */
    private static final class Batched implements Completion {
        private volatile Throwable failure;

        @Override
        public void done(Throwable cause) {
            failure = cause;
        }
    }

    Object encode(Object object) throws IOException, EncodeException {
        try {
            return encoding.encode(object, session);
        } catch (EncodeException e) {
            if (!connection.isOpen()) {
                // The encoders of a session end with it.
                throw closed(e);
            }
            throw e;
        }
    }

    Completion completion(SendHandler handler) {
        return failure -> session.sent(handler, failure);
    }

    void setBatching(boolean allowed) throws IOException {
        requireOpen();
        batching = allowed;
        connection.setBatching(allowed);
    }

    boolean isBatching() {
        return batching;
    }

    void flush() throws IOException {
        requireSendable();
        connection.flush();
    }

    /** @throws IOException on a closed session, as the Javadoc of {@code RemoteEndpoint} has it for sending */
    void requireSendable() throws IOException {
        if (!connection.isOpen()) {
            throw closed(null);
        }
    }

    private static IOException closed(Exception cause) {
        return new IOException("the session is closed", cause);
    }

    /** @throws IllegalArgumentException on a closed session, as the Javadoc of {@code RemoteEndpoint} has it for settings */
    void requireOpen() {
        if (!connection.isOpen()) {
            throw new IllegalArgumentException("the session is closed");
        }
    }

    /** See {@link Connection#uncork}. */
    void uncork() {
        connection.uncork();
    }

    /** What a send throws: on a closed session an {@code IOException}; else it is the caller's own mistake. */
    private IOException closedOr(IllegalStateException e) {
        if (connection.isOpen()) {
            throw e;
        }
        return closed(e);
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
