package dev.bosphorus.examples.board;

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

/** A drawing board that all its visitors share: {@code /board/harbour}, binary messages. One instance per session. */
@ServerEndpoint(
        value = "/board/{name}",
        subprotocols = "board.v1",
        decoders = BoardDecoder.class,
        encoders = BoardEncoder.class,
        configurator = BoardConfigurator.class)
public final class BoardEndpoint {

    private static final System.Logger LOG = System.getLogger(BoardEndpoint.class.getName());

    private final Boards boards;
    /** Null until the session was let in. */
    private Board board;

    BoardEndpoint(Boards boards) {
        this.boards = boards;
    }

    @OnOpen
    public void open(Session session, @PathParam("name") String name) throws IOException {
        try {
            board = boards.enter(Names.place(name), session);
        } catch (IllegalArgumentException badName) {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, badName.getMessage()));
        } catch (IllegalStateException full) {
            session.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, full.getMessage()));
        }
    }

    @OnMessage(maxMessageSize = 4 * 1024)
    public void message(BoardCommand command, Session session) {
        if (board == null) {
            return;
        }
        if (command instanceof BoardCommand.Draw draw) {
            board.draw(session, draw.line());
        } else if (command instanceof BoardCommand.Clear) {
            board.clear();
        } else if (command instanceof BoardCommand.Ping ping) {
            session.getAsyncRemote().sendObject(new BoardEvent.Pong(ping.at()));
        }
    }

    /** A page that sends what is no command is broken or is none of ours: it has to go. */
    @OnError
    public void error(Session session, Throwable error) throws IOException {
        if (error instanceof DecodeException) {
            session.close(new CloseReason(CloseCodes.VIOLATED_POLICY, error.getMessage()));
        } else {
            LOG.log(System.Logger.Level.DEBUG, "board session " + session.getId(), error);
        }
    }

    @OnClose
    public void close(Session session) {
        if (board != null) {
            board.leave(session);
        }
    }
}
