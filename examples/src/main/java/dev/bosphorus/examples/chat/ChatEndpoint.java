package dev.bosphorus.examples.chat;

import dev.bosphorus.examples.naming.Names;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DecodeException;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;

/**
 * A chat with rooms: {@code /chat/kitchen?name=Ada}, subprotocol {@code chat.v1}. One instance per session; who is where
 * is kept by the {@link Rooms} of its deployment.
 */
@ServerEndpoint(
        value = "/chat/{room}",
        subprotocols = ChatEndpoint.SUBPROTOCOL,
        decoders = ChatDecoder.class,
        encoders = ChatEncoder.class,
        configurator = ChatConfigurator.class)
public final class ChatEndpoint {

    static final String SUBPROTOCOL = "chat.v1";

    private static final System.Logger LOG = System.getLogger(ChatEndpoint.class.getName());

    private final Rooms rooms;
    /** Null until the session was let in. */
    private Room.Member member;

    ChatEndpoint(Rooms rooms) {
        this.rooms = rooms;
    }

    @OnOpen
    public void open(Session session, @PathParam("room") String room) throws IOException {
        if (!SUBPROTOCOL.equals(session.getNegotiatedSubprotocol())) {
            refuse(session, CloseCodes.VIOLATED_POLICY, "ask for the subprotocol " + SUBPROTOCOL);
            return;
        }
        try {
            member = rooms.enter(Names.place(room), Names.person(session.getRequestParameterMap()), session);
        } catch (IllegalArgumentException badName) {
            refuse(session, CloseCodes.VIOLATED_POLICY, badName.getMessage());
        } catch (IllegalStateException full) {
            refuse(session, CloseCodes.TRY_AGAIN_LATER, full.getMessage());
        }
    }

    @OnMessage(maxMessageSize = 16 * 1024)
    public void message(ChatCommand command, Session session) {
        if (member == null) {
            return;
        }
        if (command instanceof ChatCommand.Say say) {
            member.say(say.text());
        } else if (command instanceof ChatCommand.Ping ping) {
            session.getAsyncRemote().sendObject(new ChatEvent.Pong(ping.at()));
        }
    }

    @OnError
    public void error(Session session, Throwable error) {
        if (error instanceof DecodeException bad) {
            session.getAsyncRemote().sendObject(new ChatEvent.Problem(bad.getMessage()));
        } else {
            LOG.log(System.Logger.Level.DEBUG, "chat session " + session.getId(), error);
        }
    }

    @OnClose
    public void close() {
        if (member != null) {
            rooms.leave(member);
        }
    }

    private static void refuse(Session session, CloseCodes code, String reason) throws IOException {
        session.close(new CloseReason(code, reason));
    }
}
