package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.InFrame;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumSet;

/** The closing handshake and its codes (RFC 6455, 5.5.1 and 7). */
final class ClosingFamily extends Family {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int NO_CODE = 1005;
    private static final int CLIENTS_ALONE = 1010;
    private static final int STEP = 100;
    private static final long CLIENT_WAITS_MILLIS = 200;
    private static final int[] LAWFUL = {1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 3001, 3999, 4000, 4001,
        4999};
    private static final int[] NEVER_SENT = {0, 1, 100, 500, 998, 999, 1004, 1005, 1006, 1015};
    private static final int[] WITHOUT_MEANING = {1016, 1017, 1100, 1999, 2000, 2999};
    private static final int[] BEYOND = {5000, 5001, 10_000, 32_768, 65_535};

    ClosingFamily() {
        super("closing");
        codes();
        ranges();
        bodies();
        handshake();
    }

    private void codes() {
        for (int code : LAWFUL) {
            // Of 1010 the standard says that it is a client's.
            Severity severity = code == CLIENTS_ALONE ? Severity.SHOULD : Severity.MUST;
            both(severity, "code/" + code, "RFC 6455 7.4", "A Close with a lawful code is answered, and the connection ends.",
                    peer -> answered(peer, code, ""));
            both(severity, "code/" + code + "-with-reason", "RFC 6455 7.1.6", "A Close with a lawful code and a reason is answered, and the connection ends.",
                    peer -> answered(peer, code, "Güle güle 🌊"));
        }
        for (int code : NEVER_SENT) {
            must("code/" + code, "RFC 6455 7.4.1", "A Close with a code that must not be in a Close frame is a violation.",
                    peer -> refused(peer, code));
        }
        for (int code : WITHOUT_MEANING) {
            should("code/" + code, "RFC 6455 7.4.2", "A code of the protocol's range that has no meaning is a violation.",
                    peer -> refused(peer, code));
        }
        for (int code : BEYOND) {
            should("code/" + code, "RFC 6455 7.4", "A code beyond 4999 is none.", peer -> refused(peer, code));
        }
    }

    private static void answered(Peer peer, int code, String reason) throws UnmetException, InterruptedException {
        peer.send(OutFrame.close(code, reason));
        InFrame answer = peer.expectClose();
        peer.should(answer.closeCode() == code, "the answer has code " + answer.closeCode() + " instead of " + code + " (5.5.1)");
        peer.expectEnd();
    }

    private static void refused(Peer peer, int code) throws UnmetException, InterruptedException {
        peer.send(OutFrame.close(code, ""));
        peer.expectFailure(PROTOCOL_ERROR);
    }

    /** All codes, by the hundred, on a connection each: only a server is asked so often. */
    private void ranges() {
        for (int first = 0; first < 5000; first += STEP) {
            int from = first;
            boolean open = first >= 1000 && first < 3000;
            add(open && first > 1000 ? Severity.SHOULD : Severity.MUST, String.format("all-codes/%04d-to-%04d", first, first + STEP - 1),
                    "RFC 6455 7.4", "Each code is taken as its class has it.", EnumSet.of(Subject.SERVER), peer -> {
                        for (int code = from; code < from + STEP; code++) {
                            oneOfAll(peer, code);
                        }
                    });
        }
    }

    private static void oneOfAll(Peer peer, int code) throws UnmetException, IOException, InterruptedException {
        boolean lawful = code >= 3000 || Arrays.binarySearch(LAWFUL, code) >= 0;
        peer.open();
        peer.send(OutFrame.close(code, ""));
        int answer = peer.expectClose().closeCode();
        int wanted = lawful ? code : PROTOCOL_ERROR;
        peer.should(answer == wanted, code + " is answered with " + answer + " instead of " + wanted);
        peer.send(OutFrame.close(answer == NO_CODE ? new byte[0] : OutFrame.close(answer, "").payload()));
        peer.expectEnd();
        peer.opening().connection().close();
    }

    private void bodies() {
        must("body/none", "RFC 6455 5.5.1", "A Close without a body is answered, and the connection ends.", peer -> {
            peer.send(OutFrame.close());
            InFrame answer = peer.expectClose();
            peer.should(answer.closeCode() == NO_CODE || answer.closeCode() == 1000, "the answer has code " + answer.closeCode());
            peer.expectEnd();
        });
        must("body/one-byte", "RFC 6455 5.5.1", "A body begins with a code of two bytes.", peer -> {
            peer.send(OutFrame.close((byte) 3));
            peer.expectFailure(PROTOCOL_ERROR);
        });
        for (int length : new int[] {1, 2, 60, 121, 122, 123}) {
            must("body/reason-of-" + length + "-bytes", "RFC 6455 5.5.1", "A reason may take what a control frame holds.",
                    peer -> answered(peer, 1000, "x".repeat(length)));
        }
        must("body/reason-of-124-bytes", "RFC 6455 5.5", "A control frame has at most 125 bytes.", peer -> {
            peer.send(OutFrame.close(1000, "x".repeat(124)));
            peer.expectFailure(PROTOCOL_ERROR);
        });
        must("body/byte-by-byte", "RFC 6455 5.2", "TCP may cut a Close.", peer -> {
            peer.sendChopped(1, OutFrame.close(4321, "in pieces"));
            InFrame answer = peer.expectClose();
            peer.should(answer.closeCode() == 4321, "the answer has code " + answer.closeCode() + " instead of 4321 (5.5.1)");
            peer.expectEnd();
        });
    }

    private void handshake() {
        must("handshake/messages-before", "RFC 6455 5.5.1", "What was sent before the Close is answered before it, in order, or not at all.", peer -> {
            OutFrame[] messages = {OutFrame.text("one"), OutFrame.binary((byte) 2), OutFrame.text("three")};
            peer.send(messages[0], messages[1], messages[2], OutFrame.close(1000, ""));
            int echoed = 0;
            while (echoed < messages.length && !peer.isRefusedNext()) {
                peer.expectEcho(messages[echoed]);
                echoed++;
            }
            // The application may be told of the Close before it has answered.
            peer.should(echoed == messages.length, "only " + echoed + " of 3 messages come back before the Close");
            peer.expectClose();
            peer.expectEnd();
        });
        must("handshake/message-after", "RFC 6455 5.5.1", "What comes after a Close is not answered.", peer -> {
            peer.send(OutFrame.close(1000, ""), OutFrame.text("too late"));
            peer.expectClose();
            peer.expectEnd();
        });
        must("handshake/ping-after", "RFC 6455 5.5.1", "What comes after a Close is not answered.", peer -> {
            peer.send(OutFrame.close(1000, ""), OutFrame.ping((byte) 1));
            peer.expectClose();
            peer.expectEnd();
        });
        must("handshake/violation-after", "RFC 6455 5.5.1", "What comes after a Close is not looked at.", peer -> {
            peer.send(OutFrame.close(4000, ""), OutFrame.of(0xf, new byte[3]));
            InFrame answer = peer.expectClose();
            peer.should(answer.closeCode() == 4000, "the answer has code " + answer.closeCode() + " instead of 4000");
            peer.expectEnd();
        });
        must("handshake/twice", "RFC 6455 5.5.1", "A Close is answered once.", peer -> {
            peer.send(OutFrame.close(4000, ""), OutFrame.close(4001, ""));
            InFrame answer = peer.expectClose();
            peer.should(answer.closeCode() == 4000, "the answer has code " + answer.closeCode() + " instead of 4000");
            peer.expectEnd();
        });
        should("handshake/much-after", "RFC 6455 7.1.1", "What comes after a Close is thrown away; the answer is not lost.", peer -> {
            peer.send(OutFrame.close(1000, ""), OutFrame.binary(Payloads.binary(200_000)));
            peer.expectClose();
            peer.expectEnd();
        });
        must("handshake/within-message", "RFC 6455 5.4", "A Close may come within a message, which is not delivered.", peer -> {
            peer.send(OutFrame.text("half").unfinished(), OutFrame.close(1000, ""));
            peer.expectClose();
            peer.expectEnd();
        });
        must("handshake/rest-of-message-after", "RFC 6455 5.5.1", "The end of a message does not count after the Close.", peer -> {
            peer.send(OutFrame.text("half").unfinished(), OutFrame.close(1000, ""), OutFrame.continuation((byte) 'x'));
            peer.expectClose();
            peer.expectEnd();
        });
        add(Severity.MUST, "handshake/server-ends-tcp", "RFC 6455 7.1.1", "After the closing handshake the server ends TCP, and not its client.",
                EnumSet.of(Subject.SERVER), peer -> {
                    peer.open();
                    peer.send(OutFrame.close(1000, ""));
                    peer.expectClose();
                    peer.expectOrderlyEnd();
                });
        add(Severity.SHOULD, "handshake/client-waits-for-server", "RFC 6455 7.1.1", "After the closing handshake the client lets the server end TCP.",
                EnumSet.of(Subject.CLIENT), peer -> {
                    peer.open();
                    peer.send(OutFrame.close(1000, ""));
                    peer.expectClose();
                    peer.must(!peer.endsWithin(CLIENT_WAITS_MILLIS), "the client ends TCP first");
                    peer.expectEnd();
                });
        must("handshake/tcp-ends-instead", "RFC 6455 7.1.5", "Where TCP ends without a Close, the subject ends it, too.", peer -> {
            peer.echo(OutFrame.text("and gone"));
            peer.endOutput();
            peer.expectAnyEnd();
        });
        should("handshake/tcp-ends-after-close", "RFC 6455 5.5.1", "A Close is answered though the stream has ended after it.", peer -> {
            peer.send(OutFrame.close(1000, ""));
            peer.endOutput();
            peer.expectClose();
            peer.expectEnd();
        });
        must("handshake/failure-message-not-answered", "RFC 6455 7.1.7", "After a violation nothing is answered, whatever comes.", peer -> {
            peer.send(OutFrame.of(0x3, new byte[0]), OutFrame.text("after"), OutFrame.ping((byte) 1), OutFrame.text("after"));
            peer.expectFailure(PROTOCOL_ERROR);
        });
        must("handshake/failure-with-much-behind", "RFC 6455 7.1.7", "The Close that says why is not lost where much comes behind the violation.",
                peer -> {
                    peer.send(OutFrame.of(0x3, new byte[0]), OutFrame.binary(Payloads.binary(300_000)));
                    peer.expectFailure(PROTOCOL_ERROR);
                });
        must("handshake/message-before-violation", "RFC 6455 7.1.7", "A message before a violation is lawful.", peer -> {
            peer.echo(OutFrame.text("lawful"));
            peer.send(OutFrame.of(0x3, new byte[0]));
            peer.expectFailure(PROTOCOL_ERROR);
        });
        add(Severity.MUST, "handshake/others-go-on", "RFC 6455 7.1.7", "A violation ends one connection.", EnumSet.of(Subject.SERVER), peer -> {
            for (int i = 0; i < 5; i++) {
                peer.open();
                peer.send(OutFrame.of(0x3, new byte[0]));
                peer.expectFailure(PROTOCOL_ERROR);
            }
            peer.open();
            peer.echo(OutFrame.text("here"));
        });
    }
}
