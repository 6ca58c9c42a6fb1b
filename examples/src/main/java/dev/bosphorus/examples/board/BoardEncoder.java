package dev.bosphorus.examples.board;

import jakarta.websocket.Encoder;
import java.nio.ByteBuffer;

/**
 * {@link BoardEvent} to a binary message of one or more events, each a tag of one byte and what {@link Tag} says of it.
 * A history is as many lines in one message; an empty one is an empty message.
 */
public final class BoardEncoder implements Encoder.Binary<BoardEvent> {

    private static final int LINE_HEAD_BYTES = 7;

    @Override
    public ByteBuffer encode(BoardEvent event) {
        ByteBuffer out = ByteBuffer.allocate(size(event));
        put(event, out);
        return out.flip();
    }

    private static int size(BoardEvent event) {
        if (event instanceof BoardEvent.Drawn drawn) {
            return LINE_HEAD_BYTES + drawn.line().points().length;
        }
        if (event instanceof BoardEvent.History history) {
            return history.lines().stream().mapToInt(BoardEncoder::size).sum();
        }
        return 1 + Long.BYTES;
    }

    private static void put(BoardEvent event, ByteBuffer out) {
        if (event instanceof BoardEvent.Welcome welcome) {
            colour(welcome.colour(), out.put(Tag.WELCOME));
        } else if (event instanceof BoardEvent.Drawn drawn) {
            Line line = drawn.line();
            colour(drawn.colour(), out.put(Tag.LINE));
            out.put((byte) line.width()).putShort((short) line.count()).put(line.points());
        } else if (event instanceof BoardEvent.History history) {
            history.lines().forEach(line -> put(line, out));
        } else if (event instanceof BoardEvent.Cleared) {
            out.put(Tag.CLEAR);
        } else if (event instanceof BoardEvent.People people) {
            out.put(Tag.PEOPLE).putShort((short) people.count());
        } else if (event instanceof BoardEvent.Pong pong) {
            out.put(Tag.PING).putLong(pong.at());
        }
    }

    private static void colour(int rgb, ByteBuffer out) {
        out.put((byte) (rgb >> 16)).putShort((short) rgb);
    }
}
