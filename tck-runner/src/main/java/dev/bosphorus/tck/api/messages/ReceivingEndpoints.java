package dev.bosphorus.tck.api.messages;

import dev.bosphorus.tck.api.Notes;
import jakarta.websocket.CloseReason;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.nio.ByteBuffer;

/** What {@link ReceivingTests} deploys. */
public final class ReceivingEndpoints {

    private ReceivingEndpoints() {
    }

    /** Answers with what it gets. */
    @ServerEndpoint("/echo/{name}")
    public static class Echo {
        @OnOpen
        public void opened(Session session, @PathParam("name") String name) {
            int limit = name.startsWith("limit-") ? Integer.parseInt(name.substring("limit-".length())) : 1 << 20;
            session.setMaxTextMessageBufferSize(limit);
            session.setMaxBinaryMessageBufferSize(limit);
        }

        @OnMessage
        public String text(String text) {
            return text;
        }

        @OnMessage
        public ByteBuffer bytes(ByteBuffer bytes) {
            return bytes;
        }

        @OnMessage
        public String pong(PongMessage pong) {
            return "pong of " + pong.getApplicationData().remaining();
        }

        @OnClose
        public void closed(CloseReason reason, @PathParam("name") String name) {
            Notes.add(name, "close " + reason.getCloseCode().getCode());
        }
    }

    /** Takes five bytes at most, of either kind. */
    @ServerEndpoint("/five")
    public static class Five {
        @OnMessage(maxMessageSize = 5)
        public String text(String text) {
            return text;
        }

        @OnMessage(maxMessageSize = 5)
        public byte[] bytes(byte[] bytes) {
            return bytes;
        }
    }

    /** Notes how parts come: that there is one last one, and that no other message comes between. */
    @ServerEndpoint("/parts/{name}")
    public static class Parts {
        private final StringBuilder text = new StringBuilder();
        private int bytes;

        @OnMessage
        public String text(String part, boolean last) {
            text.append(part);
            if (!last) {
                return null;
            }
            String whole = text.toString();
            text.setLength(0);
            return bytes + " " + whole;
        }

        @OnMessage
        public String bytes(byte[] part, boolean last) {
            bytes += part.length;
            if (!last) {
                return null;
            }
            String sum = bytes + " bytes " + text.length();
            bytes = 0;
            return sum;
        }
    }
}
