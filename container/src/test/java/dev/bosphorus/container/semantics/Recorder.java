package dev.bosphorus.container.semantics;

import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** An endpoint of either role that notes how its session ends, and does in its callbacks what a test says. */
@ServerEndpoint(value = "/recorder", decoders = Recorder.ThingDecoder.class, encoders = Recorder.ThingEncoder.class)
@ClientEndpoint(decoders = Recorder.ThingDecoder.class, encoders = Recorder.ThingEncoder.class)
public class Recorder {

    /** What a callback does. */
    interface Callback {
        Callback NOTHING = session -> { };

        void call(Session session) throws Exception;
    }

    /** A message that cannot be decoded or encoded. */
    public record Thing() {
    }

    public static class ThingDecoder implements Decoder.Binary<Thing> {
        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return true;
        }

        @Override
        public Thing decode(ByteBuffer bytes) throws DecodeException {
            if (bytes.hasRemaining()) {
                throw new DecodeException(bytes, "no thing");
            }
            throw new IllegalStateException("a fault of the decoder");
        }
    }

    public static class ThingEncoder implements Encoder.Text<Thing> {
        @Override
        public String encode(Thing thing) throws EncodeException {
            throw new EncodeException(thing, "no text");
        }
    }

    final CompletableFuture<Session> opened = new CompletableFuture<>();
    final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    final BlockingQueue<Throwable> errors = new LinkedBlockingQueue<>();
    volatile Callback onOpen = Callback.NOTHING;
    volatile Callback onMessage = Callback.NOTHING;
    volatile Callback onError = Callback.NOTHING;
    volatile Callback onClose = Callback.NOTHING;
    volatile Object reply;

    @OnOpen
    public void open(Session session) throws Exception {
        opened.complete(session);
        onOpen.call(session);
    }

    @OnMessage
    public Object text(String text, Session session) throws Exception {
        onMessage.call(session);
        return reply;
    }

    @OnMessage
    public void binary(Thing thing) {
        throw new AssertionError("a thing cannot be decoded");
    }

    @OnError
    public void error(Session session, Throwable error) throws Exception {
        errors.add(error);
        onError.call(session);
    }

    @OnClose
    public void close(Session session, CloseReason reason) throws Exception {
        try {
            onClose.call(session);
        } finally {
            if (!closed.complete(reason)) {
                errors.add(new AssertionError("onClose was called again: " + reason));
            }
        }
    }
}
