package dev.bosphorus.tck.wire.peer;

import dev.bosphorus.tck.wire.frame.InFrame;
import dev.bosphorus.tck.wire.frame.MessageDeflater;
import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The suite's side of a case: says what the case wants said, and judges what comes back. The subject is to echo messages, as text or
 * binary, as they are. Not safe for threads.
 */
public final class Peer implements AutoCloseable {

    /** Long enough for a subject that is awake to read a part of a frame by itself; no verdict depends on it. */
    private static final long BETWEEN_PARTS_NANOS = 500_000;
    private static final int SHOWN = 24;
    private static final int TOO_BIG = 1009;

    private final Opening opening;
    private final Subject subject;
    private final WireLog log;
    private final List<String> shortcomings = new ArrayList<>();
    private final Deque<InFrame> pongs = new ArrayDeque<>();
    private Connection connection;
    private Inbox inbox;
    private MessageDeflater deflater;
    private DeflateAgreement agreement;
    private boolean ended;

    /** @param opening how a connection to the subject comes to be */
    public Peer(Opening opening, Subject subject, WireLog log) {
        this.opening = opening;
        this.subject = subject;
        this.log = log;
    }

    /** Which side is under test. */
    public Subject subject() {
        return subject;
    }

    /** The opening handshake, for cases about it. */
    public Opening opening() {
        return opening;
    }

    /** What has gone over the wire. */
    public WireLog log() {
        return log;
    }

    /** What the subject should have done and has not. */
    public List<String> shortcomings() {
        return List.copyOf(shortcomings);
    }

    // Opening

    /** Opens a connection without extensions. */
    public void open() throws UnmetException, IOException {
        start(opening.open(), null);
    }

    /** Opens a connection; the opening handshake has been done by the case. */
    public void start(Connection opened, DeflateAgreement deflate) throws IOException {
        connection = opened;
        agreement = deflate;
        inbox = new Inbox(opened, subject, deflate);
        deflater = deflate == null ? null : deflate.deflater(subject);
        pongs.clear();
        ended = false;
        connection.startFrames(subject);
    }

    /** Opens a connection with an offer of permessage-deflate to a server. @throws UnsupportedException where it declines */
    public DeflateAgreement openOffering(String offer) throws UnmetException, UnsupportedException, IOException {
        DeflateAgreement agreed = opening.offer(offer);
        if (agreed == null) {
            throw new UnsupportedException("the server does not accept: " + offer);
        }
        start(opening.connection(), agreed);
        return agreed;
    }

    /** Opens a connection with permessage-deflate as the parameters say. @throws UnsupportedException where the client's offer forbids it */
    public void openAccepting(DeflateAgreement wanted) throws UnmetException, UnsupportedException, IOException {
        opening.accept(wanted);
        start(opening.connection(), wanted);
    }

    /** Opens a connection with permessage-deflate as it is most often agreed on. */
    public void openDeflated() throws UnmetException, UnsupportedException, IOException {
        if (subject == Subject.SERVER) {
            openOffering("permessage-deflate");
        } else {
            openAccepting(new DeflateAgreement(false, false, 15, 15));
        }
    }

    /** What was agreed on; {@code null} where there is no compression. */
    public DeflateAgreement agreement() {
        return agreement;
    }

    // Sending

    /** Sends frames in one write. */
    public void send(OutFrame... frames) {
        connection.write(bytes(frames), describe(frames));
    }

    /** Sends bytes as they are. */
    public void sendBytes(byte... bytes) {
        connection.write(bytes, "bytes");
    }

    /** Sends frames in writes of so many bytes. */
    public void sendChopped(int size, OutFrame... frames) {
        byte[] all = bytes(frames);
        for (int at = 0; at < all.length; at += size) {
            connection.write(Arrays.copyOfRange(all, at, Math.min(all.length, at + size)), at == 0 ? describe(frames) : "");
        }
    }

    /** Sends frames in two writes, the first of so many bytes. */
    public void sendSplit(int first, OutFrame... frames) {
        byte[] all = bytes(frames);
        connection.write(Arrays.copyOf(all, first), "the first " + first + " bytes of " + describe(frames));
        LockSupport.parkNanos(BETWEEN_PARTS_NANOS);
        connection.write(Arrays.copyOfRange(all, first, all.length), "the rest");
    }

    /** Sends a message compressed, in fragments of at most that many bytes. */
    public void sendDeflated(int opcode, byte[] content, int fragment) {
        send(fragments(OutFrame.of(opcode, deflater.deflate(content)).reserved(OutFrame.RSV1), fragment));
    }

    /** Sends a message compressed, in one frame. */
    public void sendDeflated(int opcode, byte[] content) {
        send(OutFrame.of(opcode, deflater.deflate(content)).reserved(OutFrame.RSV1));
    }

    /** The payload of a message with that content, as the next one. */
    public byte[] deflated(byte[] content) {
        return deflater.deflate(content);
    }

    /** A message's one frame as fragments of at most that many bytes. */
    public static OutFrame[] fragments(OutFrame whole, int size) {
        byte[] payload = whole.payload();
        List<OutFrame> frames = new ArrayList<>();
        int at = 0;
        do {
            byte[] part = Arrays.copyOfRange(payload, at, Math.min(payload.length, at + size));
            OutFrame frame = at == 0 ? OutFrame.of(whole.opcode(), part).reserved(whole.reserved()) : OutFrame.continuation(part);
            at += size;
            frames.add(at < payload.length ? frame.unfinished() : frame);
        } while (at < payload.length);
        return frames.toArray(OutFrame[]::new);
    }

    private byte[] bytes(OutFrame... frames) {
        if (frames.length == 1) {
            return frames[0].bytes(subject);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (OutFrame frame : frames) {
            all.writeBytes(frame.bytes(subject));
        }
        return all.toByteArray();
    }

    private static String describe(OutFrame... frames) {
        String first = Arrays.stream(frames).limit(3)
                .map(frame -> (frame.fin() ? "FIN " : "") + Opcodes.name(frame.opcode()) + ", " + frame.declared() + " bytes")
                .collect(Collectors.joining("; "));
        return frames.length <= 3 ? first : first + "; and " + (frames.length - 3) + " more frames";
    }

    /** Ends the TCP stream to the subject. */
    public void endOutput() {
        connection.endOutput();
    }

    // Judging

    /** Holds the subject to what it must do. */
    public void must(boolean met, String otherwise) throws UnmetException {
        if (!met) {
            throw new UnmetException(otherwise);
        }
    }

    /** Holds the subject to what it should do; the case goes on. */
    public void should(boolean met, String otherwise) {
        if (!met) {
            shortcomings.add(otherwise);
            log.note("should not be: " + otherwise);
        }
    }

    /** The next message. */
    public Message message() throws UnmetException, InterruptedException {
        while (true) {
            Inbox.Item item = inbox.next();
            if (item instanceof Message message) {
                return message;
            }
            if (item instanceof Inbox.Control control && control.frame().opcode() != Opcodes.CLOSE) {
                take(control.frame());
            } else {
                throw new UnmetException("no message comes, but " + describe(item));
            }
        }
    }

    /** A Pong is kept until the case asks for it; a Ping is answered. */
    private void take(InFrame frame) {
        if (frame.opcode() == Opcodes.PONG) {
            pongs.add(frame);
        } else if (frame.opcode() == Opcodes.PING) {
            send(OutFrame.pong(frame.payload()));
        }
    }

    private static String describe(Inbox.Item item) {
        if (item == null) {
            return "nothing in time";
        }
        if (item instanceof Inbox.Control control) {
            return "a " + control.frame().describe();
        }
        if (item instanceof Message message) {
            return "a " + Opcodes.name(message.opcode()) + " message of " + message.content().length + " bytes";
        }
        String fault = ((Inbox.End) item).fault();
        return "the end of the connection" + (fault == null ? "" : ": " + fault);
    }

    /** Waits for a message, which has to be exactly this one. */
    public Message expect(int opcode, byte[] content) throws UnmetException, InterruptedException {
        Message message = message();
        must(message.opcode() == opcode, "a " + Opcodes.name(message.opcode()) + " message comes back for a " + Opcodes.name(opcode) + " one");
        int different = Arrays.mismatch(message.content(), content);
        must(different < 0, "the message differs from byte " + different + " on: " + message.content().length + " bytes instead of "
                + content.length + ", " + show(message.content(), different) + " instead of " + show(content, different));
        return message;
    }

    private static String show(byte[] content, int from) {
        return IntStream.range(Math.max(0, from), Math.min(content.length, from + SHOWN))
                .mapToObj(i -> String.format("%02x", content[i])).collect(Collectors.joining(" "));
    }

    /** Waits for a text message. */
    public void expectText(String text) throws UnmetException, InterruptedException {
        expect(Opcodes.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends frames in one write and waits for the message that they make. */
    public void echo(OutFrame... frames) throws UnmetException, InterruptedException {
        send(frames);
        expectEcho(frames);
    }

    /** Waits for the message that the frames make. */
    public void expectEcho(OutFrame... frames) throws UnmetException, InterruptedException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        int opcode = -1;
        for (OutFrame frame : frames) {
            if (!Opcodes.isControl(frame.opcode())) {
                opcode = opcode < 0 ? frame.opcode() : opcode;
                content.writeBytes(frame.payload());
            }
        }
        expect(opcode, content.toByteArray());
    }

    /** Waits for a Pong with this payload. No message may come before it. */
    public InFrame expectPong(byte... payload) throws UnmetException, InterruptedException {
        while (pongs.isEmpty()) {
            Inbox.Item item = inbox.next();
            must(item instanceof Inbox.Control control && control.frame().opcode() != Opcodes.CLOSE,
                    "no Pong comes, but " + describe(item));
            take(((Inbox.Control) item).frame());
        }
        InFrame pong = pongs.remove();
        must(Arrays.equals(pong.payload(), payload), "the Pong has other data than the Ping (5.5.3): " + show(pong.payload(), 0));
        return pong;
    }

    /** Waits for a Pong with this payload; others may come before it, since not every Ping has to be answered (5.5.3). */
    public void expectLastPong(byte... payload) throws UnmetException, InterruptedException {
        while (pongs.isEmpty() || !Arrays.equals(pongs.element().payload(), payload)) {
            if (!pongs.isEmpty()) {
                pongs.remove();
                continue;
            }
            Inbox.Item item = inbox.next();
            must(item instanceof Inbox.Control control && control.frame().opcode() != Opcodes.CLOSE,
                    "no Pong comes for the last Ping, but " + describe(item));
            take(((Inbox.Control) item).frame());
        }
        pongs.remove();
    }

    /** Shows that the subject is awake and has said nothing else so far. */
    public void expectNothing() throws UnmetException, InterruptedException {
        byte[] fence = "fence".getBytes(StandardCharsets.US_ASCII);
        send(OutFrame.ping(fence));
        expectPong(fence);
    }

    /** Waits for a Close frame. @throws UnmetException where anything else comes that is not to be answered */
    public InFrame expectClose() throws UnmetException, InterruptedException {
        while (true) {
            Inbox.Item item = inbox.next();
            must(item instanceof Inbox.Control, "no Close comes, but " + describe(item));
            InFrame frame = ((Inbox.Control) item).frame();
            if (frame.opcode() == Opcodes.CLOSE) {
                return frame;
            }
            take(frame);
        }
    }

    /**
     * Waits for the subject to fail the connection (7.1.7): it must end it and deliver nothing, and should say why, with one of these
     * codes.
     */
    public void expectFailure(int... codes) throws UnmetException, InterruptedException {
        Inbox.Item item = inbox.next();
        while (item instanceof Inbox.Control control && control.frame().opcode() != Opcodes.CLOSE) {
            take(control.frame());
            item = inbox.next();
        }
        must(item instanceof Inbox.Control || item instanceof Inbox.End, "the connection is not failed, but there comes " + describe(item));
        if (item instanceof Inbox.Control control) {
            int code = control.frame().closeCode();
            should(Arrays.stream(codes).anyMatch(wanted -> wanted == code), "the Close says " + code + " instead of "
                    + Arrays.stream(codes).mapToObj(String::valueOf).collect(Collectors.joining(" or ")));
            send(OutFrame.close(control.frame().payload()));
            expectEnd();
        } else {
            should(false, "the connection ends without a Close frame (7.1.7)");
            ended = true;
        }
    }

    /** Whether the subject answers with a Close, or the end, instead of a message. Takes nothing away. */
    public boolean isRefusedNext() throws UnmetException, InterruptedException {
        Inbox.Item item = inbox.peek();
        return !(item instanceof Message);
    }

    /** Whether the subject has closed since a message was too big for it (1009). */
    public boolean hasRefusedSize() {
        return inbox != null && inbox.closeCode() == TOO_BIG;
    }

    /** Waits for the end of TCP, which a server has to bring about (7.1.1), and a client once its server has. */
    public void expectEnd() throws UnmetException, InterruptedException {
        if (subject == Subject.CLIENT) {
            connection.endOutput();
        }
        Inbox.Item item = inbox.next();
        must(item instanceof Inbox.End, "TCP is not ended (5.5.1, 7.1.1), but there comes " + describe(item));
        ended = true;
    }

    /** The same, and orderly: not by a reset. */
    public void expectOrderlyEnd() throws UnmetException, InterruptedException {
        Inbox.Item item = inbox.next();
        must(item instanceof Inbox.End, "TCP is not ended (7.1.1), but there comes " + describe(item));
        ended = true;
        String fault = ((Inbox.End) item).fault();
        should(fault == null, "TCP is not ended cleanly (7.1.1): " + fault);
    }

    /** Waits for the end of TCP; a Close may come before it. */
    public void expectAnyEnd() throws UnmetException, InterruptedException {
        Inbox.Item item = inbox.next();
        while (item instanceof Inbox.Control) {
            item = inbox.next();
        }
        must(item instanceof Inbox.End, "TCP is not ended, but there comes " + describe(item));
        ended = true;
    }

    /** Whether TCP ends in that time. */
    public boolean endsWithin(long millis) throws InterruptedException {
        return connection.endsWithin(millis);
    }

    /** Closes as 5.5.1 has it: the subject answers with the same code, says nothing more, and TCP ends. */
    public void closeCleanly() throws UnmetException, InterruptedException {
        send(OutFrame.close(1000, ""));
        InFrame answer = expectClose();
        should(answer.closeCode() == 1000, "the Close is answered with " + answer.closeCode() + " instead of 1000 (5.5.1)");
        expectEnd();
    }

    /** What every case ends with: a connection that is still open is closed cleanly. */
    public void finish() throws UnmetException, InterruptedException {
        if (connection != null && !ended) {
            closeCleanly();
        }
    }

    /** Whether the subject has ended the connection. */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public void close() {
        opening.close();
        if (deflater != null) {
            deflater.close();
        }
    }
}
