package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import java.util.Arrays;
import java.util.Locale;

/** Pings, Pongs, and control frames between others (RFC 6455, 5.5). */
final class ControlFamily extends Family {

    private static final int PROTOCOL_ERROR = 1002;

    ControlFamily() {
        super("control");
        pings();
        pongs();
        unlawful();
        between();
    }

    private void pings() {
        for (int length : new int[] {0, 1, 2, 3, 4, 8, 63, 64, 124, 125}) {
            must("ping/" + length + "-bytes", "RFC 6455 5.5.3", "A Ping is answered with a Pong with the same data.", peer -> {
                byte[] data = Payloads.binary(length);
                peer.send(OutFrame.ping(data));
                peer.expectPong(data);
            });
        }
        must("ping/every-byte-value", "RFC 6455 5.5.3", "The data of a Ping is no text.", peer -> {
            for (int first = 0; first < 256; first += 64) {
                byte[] data = new byte[64];
                for (int i = 0; i < data.length; i++) {
                    data[i] = (byte) (first + i);
                }
                peer.send(OutFrame.ping(data));
                peer.expectPong(data);
            }
        });
        must("ping/one-after-the-other", "RFC 6455 5.5.2", "Each Ping that is waited for is answered.", peer -> {
            for (int i = 0; i < 50; i++) {
                byte[] data = Payloads.utf8("ping " + i);
                peer.send(OutFrame.ping(data));
                peer.expectPong(data);
            }
        });
        must("ping/ten-in-one-write", "RFC 6455 5.5.3", "Of Pings that have come together the last one at least is answered.", peer -> {
            OutFrame[] pings = new OutFrame[10];
            Arrays.setAll(pings, i -> OutFrame.ping((byte) i));
            peer.send(pings);
            lastPong(peer, 10);
        });
        must("ping/ten-in-one-write-cut-every-3-bytes", "RFC 6455 5.5.3", "Where TCP cuts has no meaning.", peer -> {
            OutFrame[] pings = new OutFrame[10];
            Arrays.setAll(pings, i -> OutFrame.ping((byte) i));
            peer.sendChopped(3, pings);
            lastPong(peer, 10);
        });
        must("ping/between-messages", "RFC 6455 5.5.2", "Pings and messages have nothing to do with each other.", peer -> {
            peer.echo(OutFrame.text("before"));
            peer.send(OutFrame.ping((byte) 1));
            peer.expectPong((byte) 1);
            peer.echo(OutFrame.binary((byte) 2));
        });
    }

    /** Those before it may be left out (5.5.3). */
    private static void lastPong(Peer peer, int count) throws UnmetException, InterruptedException {
        peer.send(OutFrame.text("the end of the Pings"));
        peer.expectText("the end of the Pings");
        peer.expectLastPong((byte) (count - 1));
    }

    private void pongs() {
        for (int length : new int[] {0, 1, 125}) {
            must("pong/unsolicited-" + length + "-bytes", "RFC 6455 5.5.3", "A Pong that nobody has asked for is not answered.", peer -> {
                peer.send(OutFrame.pong(Payloads.binary(length)));
                peer.expectNothing();
                peer.echo(OutFrame.text("still there"));
            });
        }
        must("pong/many-unsolicited", "RFC 6455 5.5.3", "Pongs that nobody has asked for are not answered.", peer -> {
            OutFrame[] pongs = new OutFrame[50];
            Arrays.setAll(pongs, i -> OutFrame.pong((byte) i));
            peer.send(pongs);
            peer.expectNothing();
        });
        must("pong/unsolicited-before-ping", "RFC 6455 5.5.3", "A Pong before a Ping does not answer it.", peer -> {
            peer.send(OutFrame.pong((byte) 7), OutFrame.ping((byte) 8));
            peer.expectPong((byte) 8);
        });
    }

    private void unlawful() {
        for (int opcode : new int[] {Opcodes.PING, Opcodes.PONG, Opcodes.CLOSE}) {
            String kind = Opcodes.name(opcode).toLowerCase(Locale.ROOT);
            for (int length : new int[] {126, 127, 1000, 65_535, 65_536}) {
                should(kind + "/too-long-" + length, "RFC 6455 5.5", "A control frame has at most 125 bytes.", peer -> {
                    byte[] payload = Payloads.text(length);
                    payload[0] = 3;
                    payload[1] = (byte) 0xe8;
                    peer.send(OutFrame.of(opcode, payload));
                    peer.expectFailure(PROTOCOL_ERROR);
                });
            }
            should(kind + "/too-long-before-its-payload", "RFC 6455 5.5", "What is too long is known by the header.", peer -> {
                byte[] frame = OutFrame.of(opcode, Payloads.text(126)).bytes(peer.subject());
                peer.sendBytes(Arrays.copyOf(frame, frame.length - 126));
                peer.expectFailure(PROTOCOL_ERROR);
            });
            must(kind + "/fragmented", "RFC 6455 5.5", "A control frame may not be fragmented.", peer -> {
                peer.send(OutFrame.of(opcode, new byte[0]).unfinished(), OutFrame.continuation());
                peer.expectFailure(PROTOCOL_ERROR);
            });
            must(kind + "/fragmented-within-message", "RFC 6455 5.5", "A control frame may not be fragmented.", peer -> {
                peer.send(OutFrame.text("begin").unfinished(), OutFrame.of(opcode, new byte[0]).unfinished(), OutFrame.continuation());
                peer.expectFailure(PROTOCOL_ERROR);
            });
        }
    }

    private void between() {
        for (int opcode : new int[] {Opcodes.TEXT, Opcodes.BINARY}) {
            String kind = "between/" + Opcodes.name(opcode).toLowerCase(Locale.ROOT);
            OutFrame first = OutFrame.of(opcode, Payloads.utf8("frag")).unfinished();
            OutFrame middle = OutFrame.continuation(Payloads.utf8("ment")).unfinished();
            OutFrame last = OutFrame.continuation(Payloads.utf8("ation"));
            must(kind + "-ping-is-answered-at-once", "RFC 6455 5.5", "A control frame within a message is handled before the message ends.",
                    peer -> {
                        peer.send(first, OutFrame.ping((byte) 1));
                        peer.expectPong((byte) 1);
                        peer.send(middle, OutFrame.ping((byte) 2));
                        peer.expectPong((byte) 2);
                        peer.send(last);
                        peer.expectEcho(first, middle, last);
                    });
            must(kind + "-ping-in-one-write", "RFC 6455 5.4", "A control frame may come within a message.", peer -> {
                peer.send(first, OutFrame.ping((byte) 1), middle, OutFrame.ping((byte) 2), last);
                peer.expectEcho(first, middle, last);
                peer.expectLastPong((byte) 2);
            });
            must(kind + "-ping-byte-by-byte", "RFC 6455 5.4", "A control frame may come within a message, and TCP may cut it.", peer -> {
                peer.sendChopped(1, first, OutFrame.ping(Payloads.utf8("ping")), last);
                peer.expectEcho(first, last);
                peer.expectLastPong(Payloads.utf8("ping"));
            });
            must(kind + "-pong", "RFC 6455 5.4", "A control frame may come within a message.",
                    peer -> peer.echo(first, OutFrame.pong((byte) 1), middle, OutFrame.pong(), last));
            must(kind + "-hundred-pings", "RFC 6455 5.4", "Control frames may come between all fragments.", peer -> {
                OutFrame[] frames = new OutFrame[201];
                Arrays.setAll(frames, i -> i == 0 ? first : i == 200 ? last : i % 2 == 0 ? middle : OutFrame.ping((byte) i));
                peer.echo(frames);
            });
            must(kind + "-message-frame-is-no-interruption", "RFC 6455 5.4", "After a control frame the message goes on where it was.",
                    peer -> {
                        byte[] content = Payloads.text(100_000);
                        OutFrame[] frames = Peer.fragments(OutFrame.of(opcode, content), 25_000);
                        peer.echo(frames[0], OutFrame.ping((byte) 1), frames[1], OutFrame.pong((byte) 1), frames[2], OutFrame.ping(), frames[3]);
                    });
        }
    }
}
