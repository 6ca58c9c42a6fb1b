package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.Message;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;

/** Compressed messages (RFC 7692). */
final class DeflateFamily extends Family {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int INVALID = 1007;
    private static final int TOO_BIG = 1009;
    private static final int KIB = 1 << 10;
    /** "Hello" as the standard's examples have it (7.2.3). */
    private static final byte[] HELLO = Payloads.utf8("Hello");

    DeflateFamily() {
        super("deflate");
        examples();
        messages();
        frames();
        corrupt();
        bombs();
    }

    /** The rest of a case whose connection has compression. */
    private void deflated(Severity severity, String id, String reference, String requirement, Script script) {
        add(severity, id, reference, requirement, EnumSet.allOf(Subject.class), peer -> {
            peer.openDeflated();
            script.run(peer);
        });
    }

    private void examples() {
        String rule = "Any DEFLATE data that make the message are lawful.";
        example("one-compressed-block", rule, "f2 48 cd c9 c9 07 00");
        example("stored-block", rule, "00 05 00 fa ff 48 65 6c 6c 6f 00");
        example("final-block", rule, "f3 48 cd c9 c9 07 00 00");
        example("two-blocks", rule, "f2 48 05 00 00 00 ff ff ca c9 c9 07 00");
        example("dynamic-block-after-empty-ones", rule, "02 00 00 00 ff ff 00 00 00 ff ff f2 48 cd c9 c9 07 00");
        example("tail-not-removed", "A sender that leaves the empty block on adds an empty block.", "f2 48 cd c9 c9 07 00 00 00 ff ff 00");
        deflated(Severity.MUST, "example/in-two-fragments", "RFC 7692 7.2.3.1", "A compressed message may be fragmented.", peer -> {
            peer.send(OutFrame.text(Payloads.hex("f2 48 cd")).reserved(OutFrame.RSV1).unfinished(), OutFrame.continuation(Payloads.hex("c9 c9 07 00")));
            peer.expect(Opcodes.TEXT, HELLO);
        });
        deflated(Severity.MUST, "example/window-shared", "RFC 7692 7.2.3.2", "A message may refer to the one before, where that was agreed on.", peer -> {
            peer.send(OutFrame.text(Payloads.hex("f2 48 cd c9 c9 07 00")).reserved(OutFrame.RSV1));
            peer.expect(Opcodes.TEXT, HELLO);
            if (peer.agreement().clientNoTakeover() && peer.subject() == Subject.SERVER) {
                return;
            }
            peer.send(OutFrame.text(Payloads.hex("f2 00 11 00 00")).reserved(OutFrame.RSV1));
            peer.expect(Opcodes.TEXT, HELLO);
        });
        deflated(Severity.MUST, "example/empty-message", "RFC 7692 7.2.3.6", "An empty message may be compressed.", peer -> {
            peer.send(OutFrame.text(Payloads.hex("00")).reserved(OutFrame.RSV1));
            peer.expect(Opcodes.TEXT, new byte[0]);
            peer.send(OutFrame.binary(Payloads.hex("02 00")).reserved(OutFrame.RSV1));
            peer.expect(Opcodes.BINARY, new byte[0]);
        });
    }

    private void example(String id, String rule, String payload) {
        deflated(Severity.MUST, "example/" + id, "RFC 7692 7.2.3", rule, peer -> {
            peer.send(OutFrame.text(Payloads.hex(payload)).reserved(OutFrame.RSV1));
            peer.expect(Opcodes.TEXT, HELLO);
            peer.sendDeflated(Opcodes.TEXT, HELLO);
            peer.expect(Opcodes.TEXT, HELLO);
        });
    }

    private void messages() {
        for (int size : new int[] {0, 1, 2, 16, 125, 126, 1000, 4096, 32_767, 32_768, 32_769, 65_535, 65_536, 131_072, 1 << 20}) {
            for (int opcode : new int[] {Opcodes.TEXT, Opcodes.BINARY}) {
                String kind = Opcodes.name(opcode).toLowerCase(Locale.ROOT) + "-" + size;
                deflated(Severity.MUST, "message/" + kind, "RFC 7692 7.2", "A compressed message comes back with its content.", peer -> {
                    byte[] content = Payloads.json(size, size);
                    peer.sendDeflated(opcode, content);
                    peer.expect(opcode, content);
                });
            }
            deflated(Severity.MUST, "message/random-" + size, "RFC 7692 7.2", "What does not compress may be sent as if it did.", peer -> {
                byte[] content = Payloads.binary(size);
                peer.sendDeflated(Opcodes.BINARY, content);
                peer.expect(Opcodes.BINARY, content);
            });
        }
        for (int fragment : new int[] {1, 2, 5, 100, 1000, 10_000}) {
            deflated(Severity.MUST, "message/fragments-of-" + fragment, "RFC 7692 6.1", "Compressed data may be cut anywhere.", peer -> {
                byte[] content = Payloads.json(20_000, fragment);
                peer.sendDeflated(Opcodes.TEXT, content, fragment);
                peer.expect(Opcodes.TEXT, content);
            });
        }
        deflated(Severity.MUST, "message/hundred-alike", "RFC 7692 7.2", "Messages come back one by one, in order.", peer -> {
            for (int i = 0; i < 100; i++) {
                byte[] content = Payloads.json(500 + i, i % 5);
                peer.sendDeflated(Opcodes.TEXT, content);
                peer.expect(Opcodes.TEXT, content);
            }
        });
        deflated(Severity.MUST, "message/not-compressed", "RFC 7692 6", "Where compression was agreed on, a message may still be sent without.",
                peer -> peer.echo(OutFrame.text(Payloads.json(2000, 1))));
        deflated(Severity.MUST, "message/in-turn-with-not-compressed", "RFC 7692 6", "Each message is compressed or not.", peer -> {
            for (int i = 0; i < 10; i++) {
                byte[] content = Payloads.json(700, i);
                peer.sendDeflated(Opcodes.TEXT, content);
                peer.expect(Opcodes.TEXT, content);
                peer.echo(OutFrame.binary(Payloads.binary(300)));
            }
        });
        deflated(Severity.INFO, "message/is-compressed", "RFC 7692 6", "What was agreed on may be made use of: a long text comes back compressed.", peer -> {
            byte[] content = Payloads.json(8 * KIB, 9);
            peer.sendDeflated(Opcodes.TEXT, content);
            Message message = peer.expect(Opcodes.TEXT, content);
            peer.must(message.compressed() && message.wireLength() < content.length / 2,
                    "it comes back in " + message.wireLength() + " bytes" + (message.compressed() ? "" : ", not compressed"));
        });
        deflated(Severity.MUST, "message/every-byte-cut-by-tcp", "RFC 7692 6.1", "TCP may cut compressed data anywhere.", peer -> {
            byte[] content = Payloads.json(300, 3);
            peer.sendChopped(1, OutFrame.text(peer.deflated(content)).reserved(OutFrame.RSV1));
            peer.expect(Opcodes.TEXT, content);
        });
    }

    private void frames() {
        deflated(Severity.MUST, "frame/ping-between", "RFC 7692 6.1", "Control frames come between compressed fragments, and are not compressed.", peer -> {
            byte[] content = Payloads.json(2000, 4);
            OutFrame[] fragments = Peer.fragments(OutFrame.text(peer.deflated(content)).reserved(OutFrame.RSV1), 50);
            OutFrame[] all = new OutFrame[2 * fragments.length - 1];
            Arrays.setAll(all, i -> i % 2 == 0 ? fragments[i / 2] : OutFrame.ping((byte) i));
            peer.send(all);
            peer.expect(Opcodes.TEXT, content);
        });
        for (int opcode : new int[] {Opcodes.PING, Opcodes.PONG, Opcodes.CLOSE}) {
            deflated(Severity.MUST, "frame/rsv1-in-" + Opcodes.name(opcode).toLowerCase(Locale.ROOT), "RFC 7692 6.1",
                    "Control frames are not compressed.", peer -> {
                        peer.send(OutFrame.of(opcode, opcode == Opcodes.CLOSE ? new byte[] {3, (byte) 0xe8} : new byte[2]).reserved(OutFrame.RSV1));
                        peer.expectFailure(PROTOCOL_ERROR);
                    });
        }
        deflated(Severity.MUST, "frame/rsv1-in-continuation", "RFC 7692 6.1", "RSV1 is set in the first frame of a message alone.", peer -> {
            peer.send(OutFrame.text(Payloads.hex("f2 48 cd")).reserved(OutFrame.RSV1).unfinished(),
                    OutFrame.continuation(Payloads.hex("c9 c9 07 00")).reserved(OutFrame.RSV1));
            peer.expectFailure(PROTOCOL_ERROR);
        });
        deflated(Severity.MUST, "frame/rsv1-in-continuation-of-plain", "RFC 7692 6.1", "RSV1 is set in the first frame of a message alone.", peer -> {
            peer.send(OutFrame.text("a").unfinished(), OutFrame.continuation((byte) 'b').reserved(OutFrame.RSV1));
            peer.expectFailure(PROTOCOL_ERROR);
        });
        for (int bits : new int[] {1, 2, 3, 5, 6, 7}) {
            deflated(Severity.MUST, "frame/other-reserved-bits-" + bits, "RFC 6455 5.2", "RSV2 and RSV3 have no meaning still.", peer -> {
                peer.send(OutFrame.text(Payloads.hex("f2 48 cd c9 c9 07 00")).reserved(bits));
                peer.expectFailure(PROTOCOL_ERROR);
            });
        }
        deflated(Severity.MUST, "frame/empty-fragments", "RFC 7692 6.1", "A fragment of compressed data may be empty.", peer -> {
            byte[] content = Payloads.json(200, 5);
            byte[] payload = peer.deflated(content);
            peer.send(OutFrame.text(new byte[0]).reserved(OutFrame.RSV1).unfinished(), OutFrame.continuation(payload).unfinished(),
                    OutFrame.continuation().unfinished(), OutFrame.continuation());
            peer.expect(Opcodes.TEXT, content);
        });
        deflated(Severity.MUST, "frame/utf-8-is-checked-inflated", "RFC 7692 6.2", "Text is what comes out: it has to be UTF-8.", peer -> {
            peer.sendDeflated(Opcodes.TEXT, Payloads.concat(Payloads.json(200, 6), Payloads.hex("ff")));
            peer.expectFailure(INVALID);
        });
        deflated(Severity.MUST, "frame/utf-8-is-not-checked-compressed", "RFC 7692 6.2", "Text is what comes out, not what is sent.", peer -> {
            byte[] content = Payloads.utf8("水🌊".repeat(300));
            peer.sendDeflated(Opcodes.TEXT, content, 3);
            peer.expect(Opcodes.TEXT, content);
        });
    }

    private void corrupt() {
        broken("reserved-block-type", "06");
        broken("stored-length-broken", "00 05 00 00 00 48 65 6c 6c 6f 00");
        broken("distance-before-the-beginning", "4a 04 13 00");
        broken("ends-within-a-stored-block", "00 05 00 fa ff 48 65");
        broken("length-code-that-is-not-there", "1b 03 00");
        broken("too-many-huffman-codes", "04 00 fe ff ff ff ff");
        broken("random", "d7 c1 5e 8f 33 9a 00 ff 12");
        broken("plain-text", "48 65 6c 6c 6f");
        deflated(Severity.MUST, "corrupt/does-not-hurt-others", "RFC 6455 7.1.7", "Broken data end their own connection alone.", peer -> {
            peer.send(OutFrame.text(Payloads.hex("06")).reserved(OutFrame.RSV1));
            peer.expectFailure(INVALID, PROTOCOL_ERROR);
            if (peer.subject() == Subject.SERVER) {
                peer.openDeflated();
                byte[] content = Payloads.json(500, 7);
                peer.sendDeflated(Opcodes.TEXT, content);
                peer.expect(Opcodes.TEXT, content);
            }
        });
    }

    private void broken(String id, String payload) {
        deflated(Severity.MUST, "corrupt/" + id, "RFC 7692 7.2.2", "What cannot be inflated fails the connection.", peer -> {
            peer.send(OutFrame.binary(Payloads.hex(payload)).reserved(OutFrame.RSV1));
            // The standard names no code: it is a violation, or data that are not of their type.
            peer.expectFailure(INVALID, PROTOCOL_ERROR);
        });
    }

    private void bombs() {
        for (int mib : new int[] {1, 64}) {
            deflated(Severity.MUST, "bomb/" + mib + "-mib-of-zeros", "RFC 6455 10.4",
                    "A message that is small on the wire only is echoed, or refused with 1009, and the subject lives on.", peer -> bomb(peer, mib));
        }
        deflated(Severity.MUST, "bomb/many-empty-blocks", "RFC 7692 7.2.2", "Blocks without content are lawful, be they many.", peer -> {
            byte[] blocks = new byte[5 * 20_000 + 1];
            for (int at = 0; at < blocks.length - 1; at += 5) {
                blocks[at + 3] = (byte) 0xff;
                blocks[at + 4] = (byte) 0xff;
            }
            peer.send(OutFrame.binary(blocks).reserved(OutFrame.RSV1));
            peer.expect(Opcodes.BINARY, new byte[0]);
        });
    }

    private static void bomb(Peer peer, int mib) throws UnmetException, InterruptedException {
        byte[] zeros = new byte[mib << 20];
        peer.sendDeflated(Opcodes.BINARY, zeros);
        if (peer.isRefusedNext()) {
            peer.expectFailure(TOO_BIG);
        } else {
            peer.expect(Opcodes.BINARY, zeros);
        }
    }
}
