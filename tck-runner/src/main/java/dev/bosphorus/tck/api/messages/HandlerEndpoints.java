package dev.bosphorus.tck.api.messages;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Set;

/** What {@link HandlerTests} deploys. */
public final class HandlerEndpoints {

    private HandlerEndpoints() {
    }

    /** Deploys all. */
    public static class Config implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            return Set.of(ServerEndpointConfig.Builder.create(Handling.class, "/handling/{kind}").build(),
                    ServerEndpointConfig.Builder.create(Changing.class, "/changing/{kind}").build());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return scanned;
        }
    }

    static void say(Session session, String text) {
        session.getAsyncRemote().sendText(text);
    }

    /** Has a message handler of the kind in its path, and says what that gets; binary messages in hexadecimal digits. */
    public static class Handling extends Endpoint {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            switch (session.getPathParameters().get("kind")) {
                case "String" -> session.addMessageHandler(String.class, text -> say(session, text));
                case "Reader" -> session.addMessageHandler(Reader.class, reader -> say(session, read(reader)));
                case "ByteBuffer" -> session.addMessageHandler(ByteBuffer.class, buffer -> say(session, hex(buffer)));
                case "byte[]" -> session.addMessageHandler(byte[].class, bytes -> say(session, HexFormat.of().formatHex(bytes)));
                case "InputStream" -> session.addMessageHandler(InputStream.class, stream -> say(session, read(stream)));
                case "PongMessage" -> session.addMessageHandler(PongMessage.class, pong -> say(session, hex(pong.getApplicationData())));
                case "parts" -> session.addMessageHandler(String.class, (part, last) -> part(session, part, last));
                case "parts of ByteBuffer" ->
                    session.addMessageHandler(ByteBuffer.class, (part, last) -> part(session, hex(part), last));
                case "parts of byte[]" ->
                    session.addMessageHandler(byte[].class, (part, last) -> part(session, HexFormat.of().formatHex(part), last));
                default -> byItsClass(session);
            }
        }

        /** The type is found in the class of the handler. */
        private void byItsClass(Session session) {
            session.addMessageHandler(new MessageHandler.Whole<String>() {
                @Override
                public void onMessage(String text) {
                    say(session, text);
                }
            });
            session.addMessageHandler(new MessageHandler.Partial<byte[]>() {
                @Override
                public void onMessage(byte[] part, boolean last) {
                    part(session, HexFormat.of().formatHex(part), last);
                }
            });
        }

        private void part(Session session, String part, boolean last) {
            parts.append(part);
            if (last) {
                say(session, parts.toString());
                parts.setLength(0);
            }
        }

        private static String hex(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return HexFormat.of().formatHex(bytes);
        }

        private static String read(Reader reader) {
            try {
                StringWriter text = new StringWriter();
                reader.transferTo(text);
                return text.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String read(InputStream stream) {
            try {
                return HexFormat.of().formatHex(stream.readAllBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Changes its handlers, or tries to, as it is told. */
    public static class Changing extends Endpoint {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            switch (session.getPathParameters().get("kind")) {
                case "within" -> session.addMessageHandler(String.class, new Leaving(session));
                case "none" -> session.addMessageHandler(ByteBuffer.class, bytes -> say(session, "bytes"));
                default -> session.addMessageHandler(String.class, new Told(session));
            }
        }

        @Override
        public void onError(Session session, Throwable error) {
            say(session, error.getClass().getSimpleName());
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            parts.setLength(0);
        }

        /** Makes way for another handler within a message. */
        private final class Leaving implements MessageHandler.Partial<String> {
            private final Session session;

            Leaving(Session session) {
                this.session = session;
            }

            @Override
            public void onMessage(String part, boolean last) {
                if (parts.isEmpty()) {
                    session.removeMessageHandler(this);
                    session.addMessageHandler(String.class, text -> say(session, "the next one " + text));
                }
                parts.append(part);
                if (last) {
                    say(session, "the first one " + parts);
                }
            }
        }
    }

    /** Does to the handlers what it is told. */
    static final class Told implements MessageHandler.Whole<String> {
        private final Session session;

        Told(Session session) {
            this.session = session;
        }

        @Override
        public void onMessage(String text) {
            switch (text) {
                case "second text" -> session.addMessageHandler(String.class, other -> { });
                case "second text in parts" -> session.addMessageHandler(String.class, (part, last) -> { });
                case "second Reader" -> session.addMessageHandler(Reader.class, reader -> { });
                case "second binary" -> {
                    session.addMessageHandler(ByteBuffer.class, bytes -> { });
                    session.addMessageHandler(byte[].class, bytes -> { });
                }
                case "second binary in parts" -> {
                    session.addMessageHandler(InputStream.class, stream -> { });
                    session.addMessageHandler(byte[].class, (part, last) -> { });
                }
                case "second Pong" -> {
                    session.addMessageHandler(PongMessage.class, pong -> { });
                    session.addMessageHandler(PongMessage.class, pong -> { });
                }
                case "one of each" -> {
                    session.addMessageHandler(ByteBuffer.class, bytes -> { });
                    session.addMessageHandler(PongMessage.class, pong -> { });
                    say(session, session.getMessageHandlers().size() + " " + session.getMessageHandlers().contains(this));
                }
                case "clear" -> session.getMessageHandlers().clear();
                case "replace" -> {
                    session.removeMessageHandler(this);
                    session.addMessageHandler(String.class, other -> say(session, "replaced " + other));
                    say(session, session.getMessageHandlers().size() + " " + session.getMessageHandlers().contains(this));
                }
                default -> say(session, "still here " + text);
            }
        }
    }
}
