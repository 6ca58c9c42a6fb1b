package dev.bosphorus.examples.board;

import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import java.nio.ByteBuffer;

/** A binary message to {@link BoardCommand}: a tag of one byte, and what {@link Tag} says of it. */
public final class BoardDecoder implements Decoder.Binary<BoardCommand> {

    @Override
    public BoardCommand decode(ByteBuffer message) throws DecodeException {
        ByteBuffer in = message.slice();
        try {
            byte tag = in.hasRemaining() ? in.get() : 0;
            int rest = in.remaining();
            if (tag == Tag.LINE && rest > 1) {
                return new BoardCommand.Draw(line(in));
            }
            if (tag == Tag.CLEAR && rest == 0) {
                return new BoardCommand.Clear();
            }
            if (tag == Tag.PING && rest == Long.BYTES) {
                return new BoardCommand.Ping(in.getLong());
            }
        } catch (IllegalArgumentException outOfRange) {
            throw new DecodeException(message, outOfRange.getMessage(), outOfRange);
        }
        throw new DecodeException(message, "no command of this board");
    }

    private static Line line(ByteBuffer in) {
        int width = Byte.toUnsignedInt(in.get());
        byte[] points = new byte[in.remaining()];
        in.get(points);
        return new Line(width, points);
    }

    /** Every message is for this decoder: it is the only one, and its errors say more than silence. */
    @Override
    public boolean willDecode(ByteBuffer message) {
        return true;
    }
}
