package dev.bosphorus.tck.wire.peer;

import dev.bosphorus.tck.wire.frame.InFrame;
import dev.bosphorus.tck.wire.frame.MessageInflater;
import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.DataFormatException;

/** Makes messages of frames, and holds each frame to the rules that hold for all. */
final class Inbox {

    /** What the subject has said. */
    sealed interface Item permits Message, Control, End {
    }

    /** A control frame. */
    record Control(InFrame frame) implements Item {
    }

    /** The end of the stream; {@code fault} is {@code null} where it ended between two frames. */
    record End(String fault) implements Item {
    }

    private static final Set<Integer> NEVER_SENT = Set.of(1005, 1006, 1015);

    private final Connection connection;
    private final Subject subject;
    private final MessageInflater inflater;
    private final int window;
    private final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    private int opcode = -1;
    private boolean compressed;
    private int frames;
    /** 0 before the subject has closed. */
    private int closeCode;
    private Item peeked;

    /** @param deflate {@code null} where none was agreed on */
    Inbox(Connection connection, Subject subject, DeflateAgreement deflate) {
        this.connection = connection;
        this.subject = subject;
        inflater = deflate == null ? null : deflate.inflater(subject);
        window = deflate == null ? 0 : 1 << deflate.bitsOf(subject);
    }

    /** The next item, or {@code null} where none comes in time. @throws UnmetException where a frame is unlawful */
    Item next() throws UnmetException, InterruptedException {
        Item item = peek();
        peeked = null;
        return item;
    }

    /** The same, which stays the next one. */
    Item peek() throws UnmetException, InterruptedException {
        if (peeked == null) {
            peeked = read();
        }
        return peeked;
    }

    /** What the subject's Close says; 0 before it has closed. */
    int closeCode() {
        return closeCode;
    }

    private Item read() throws UnmetException, InterruptedException {
        while (true) {
            Connection.Arrival arrival = connection.next();
            if (arrival == null) {
                return null;
            }
            if (arrival instanceof Connection.End end) {
                return new End(end.fault());
            }
            InFrame frame = ((Connection.Frame) arrival).frame();
            check(frame);
            if (frame.isControl()) {
                if (frame.opcode() == Opcodes.CLOSE) {
                    closeCode = frame.closeCode();
                }
                return new Control(frame);
            }
            add(frame);
            if (frame.fin()) {
                return message();
            }
        }
    }

    private void check(InFrame frame) throws UnmetException {
        if (frame.fault() != null) {
            throw UnmetException.unlawful("the " + name() + " sends " + frame.fault());
        }
        if (closeCode != 0) {
            throw UnmetException.unlawful("the " + name() + " sends a " + frame.describe() + " after its Close (5.5.1)");
        }
        boolean first = frame.opcode() == Opcodes.TEXT || frame.opcode() == Opcodes.BINARY;
        int allowed = inflater != null && first ? OutFrame.RSV1 : 0;
        if ((frame.reserved() & ~allowed) != 0) {
            throw UnmetException.unlawful("the " + name() + " sets reserved bits in a " + frame.describe() + " (5.2)");
        }
        if (frame.opcode() == Opcodes.CLOSE) {
            checkClose(frame);
        }
        if (frame.isControl()) {
            return;
        }
        if (first == opcode >= 0) {
            throw UnmetException.unlawful("the " + name() + " sends a " + frame.describe()
                    + (first ? " within a fragmented message (5.4)" : " that continues nothing (5.4)"));
        }
    }

    private void checkClose(InFrame close) throws UnmetException {
        if (close.payload().length == 1) {
            throw UnmetException.unlawful("the " + name() + " sends a Close with a body of one byte (5.5.1)");
        }
        if (close.payload().length > 1 && NEVER_SENT.contains(close.closeCode())) {
            throw UnmetException.unlawful("the " + name() + " sends a Close with the code " + close.closeCode() + ", which must not be in one (7.4.1)");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(close.closeReason()));
        } catch (CharacterCodingException e) {
            throw UnmetException.unlawful("the " + name() + " sends a Close with a reason that is no UTF-8 (5.5.1)");
        }
    }

    private String name() {
        return subject == Subject.SERVER ? "server" : "client";
    }

    private void add(InFrame frame) {
        if (frame.opcode() != Opcodes.CONTINUATION) {
            opcode = frame.opcode();
            compressed = frame.reserved() == OutFrame.RSV1;
            frames = 0;
            payload.reset();
        }
        frames++;
        payload.writeBytes(frame.payload());
    }

    private Message message() throws UnmetException {
        int kind = opcode;
        opcode = -1;
        if (!compressed) {
            return new Message(kind, payload.toByteArray(), false, payload.size(), frames);
        }
        try {
            MessageInflater.Inflated inflated = inflater.inflate(payload.toByteArray());
            if (inflated.farthest() > window) {
                throw UnmetException.unlawful("the message refers back by " + inflated.farthest() + " bytes, the window that was agreed on has "
                        + window + " (RFC 7692, 7.1.2)");
            }
            return new Message(kind, inflated.content(), true, payload.size(), frames);
        } catch (DataFormatException e) {
            throw UnmetException.unlawful("the message cannot be inflated: " + e.getMessage() + " (RFC 7692, 7.2.1)");
        }
    }
}
