package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.OutFrame.LengthForm;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Headers: opcodes, reserved bits, lengths and masks (RFC 6455, 5.1 to 5.3). */
final class FramingFamily extends Family {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_BIG = 1009;
    private static final int[] RESERVED_OPCODES = {0x3, 0x4, 0x5, 0x6, 0x7, 0xb, 0xc, 0xd, 0xe, 0xf};
    private static final int[] DEFINED_OPCODES = {Opcodes.TEXT, Opcodes.BINARY, Opcodes.CLOSE, Opcodes.PING, Opcodes.PONG};
    private static final int[] LENGTHS = {0, 1, 2, 3, 64, 124, 125, 126, 127, 128, 255, 256, 1000, 4095, 4096, 65_534, 65_535, 65_536,
        65_537, 100_000};

    FramingFamily() {
        super("framing");
        opcodes();
        reservedBits();
        lengths();
        illegalLengths();
        splits();
        masks();
    }

    private void opcodes() {
        for (int opcode : RESERVED_OPCODES) {
            String name = String.format("opcode/0x%x", opcode);
            String rule = "A frame with a reserved opcode fails the connection";
            must(name + "-empty", "RFC 6455 5.2", rule + ".", peer -> {
                peer.send(OutFrame.of(opcode, new byte[0]));
                peer.expectFailure(PROTOCOL_ERROR);
            });
            must(name + "-with-payload", "RFC 6455 5.2", rule + ", whatever it carries.", peer -> {
                peer.send(OutFrame.of(opcode, Payloads.utf8("reserved")));
                peer.expectFailure(PROTOCOL_ERROR);
            });
            must(name + "-not-final", "RFC 6455 5.2", rule + ", also with FIN clear.", peer -> {
                peer.send(OutFrame.of(opcode, Payloads.utf8("reserved")).unfinished());
                peer.expectFailure(PROTOCOL_ERROR);
            });
            must(name + "-within-message", "RFC 6455 5.2", rule + " within a fragmented message, which is not delivered.", peer -> {
                peer.send(OutFrame.text("begin").unfinished(), OutFrame.of(opcode, new byte[0]), OutFrame.continuation((byte) 'x'));
                peer.expectFailure(PROTOCOL_ERROR);
            });
            must(name + "-after-message", "RFC 6455 5.2", rule + "; the message before it is echoed.", peer -> {
                peer.echo(OutFrame.text("before"));
                peer.send(OutFrame.of(opcode, Payloads.utf8("reserved")), OutFrame.text("after"));
                peer.expectFailure(PROTOCOL_ERROR);
            });
        }
    }

    private void reservedBits() {
        for (int bits = 1; bits <= 7; bits++) {
            int reserved = bits;
            String rsv = (bits & 4) / 4 + "" + (bits & 2) / 2 + (bits & 1);
            for (int opcode : DEFINED_OPCODES) {
                must("reserved-bits/" + rsv + "-" + Opcodes.name(opcode).toLowerCase(Locale.ROOT), "RFC 6455 5.2",
                        "A frame with a reserved bit set that no extension has given a meaning fails the connection.", peer -> {
                            byte[] payload = opcode == Opcodes.CLOSE ? new byte[] {3, (byte) 0xe8} : Payloads.utf8("reserved");
                            peer.send(OutFrame.of(opcode, payload).reserved(reserved));
                            peer.expectFailure(PROTOCOL_ERROR);
                        });
            }
            must("reserved-bits/" + rsv + "-continuation", "RFC 6455 5.2",
                    "A continuation with a reserved bit set that no extension has given a meaning fails the connection.", peer -> {
                        peer.send(OutFrame.text("begin").unfinished(), OutFrame.continuation((byte) 'x').reserved(reserved));
                        peer.expectFailure(PROTOCOL_ERROR);
                    });
        }
    }

    private void lengths() {
        for (int length : LENGTHS) {
            must("length/text-" + length, "RFC 6455 5.2", "A text message of " + length + " bytes is read and sent with the shortest header.",
                    peer -> peer.echo(OutFrame.text(Payloads.text(length))));
            must("length/binary-" + length, "RFC 6455 5.2",
                    "A binary message of " + length + " bytes is read and sent with the shortest header.",
                    peer -> peer.echo(OutFrame.binary(Payloads.binary(length))));
        }
        must("length/all-0-to-300", "RFC 6455 5.2", "Messages of every length around the first change of the header's form come back.",
                peer -> {
                    for (int length = 0; length <= 300; length++) {
                        peer.echo(OutFrame.binary(Payloads.binary(length)));
                    }
                });
        must("length/all-65436-to-65636-by-7", "RFC 6455 5.2", "Messages around the second change of the header's form come back.", peer -> {
            for (int length = 65_436; length <= 65_636; length += 7) {
                peer.echo(OutFrame.binary(Payloads.binary(length)));
            }
        });
    }

    private void illegalLengths() {
        String rule = "A sender uses the shortest form of a length; a receiver of a longer one has met a violation.";
        for (int length : new int[] {0, 1, 125}) {
            for (int opcode : new int[] {Opcodes.TEXT, Opcodes.BINARY, Opcodes.PING, Opcodes.PONG}) {
                String kind = Opcodes.name(opcode).toLowerCase(Locale.ROOT);
                should("illegal-length/" + kind + "-" + length + "-as-16-bits", "RFC 6455 5.2", rule,
                        peer -> refused(peer, OutFrame.of(opcode, Payloads.text(length)).form(LengthForm.AS_16_BITS)));
                should("illegal-length/" + kind + "-" + length + "-as-64-bits", "RFC 6455 5.2", rule,
                        peer -> refused(peer, OutFrame.of(opcode, Payloads.text(length)).form(LengthForm.AS_64_BITS)));
            }
        }
        for (int length : new int[] {126, 1000, 65_535}) {
            should("illegal-length/binary-" + length + "-as-64-bits", "RFC 6455 5.2", rule,
                    peer -> refused(peer, OutFrame.binary(Payloads.binary(length)).form(LengthForm.AS_64_BITS)));
        }
        should("illegal-length/highest-bit-set", "RFC 6455 5.2", "The highest bit of a length of 64 bits has to be 0.", peer -> {
            peer.send(OutFrame.binary(Payloads.binary(8)).declaring(Long.MIN_VALUE + 8));
            peer.expectFailure(PROTOCOL_ERROR, TOO_BIG);
        });
        should("illegal-length/all-bits-set", "RFC 6455 5.2", "The highest bit of a length of 64 bits has to be 0.", peer -> {
            peer.send(OutFrame.binary(Payloads.binary(8)).declaring(-1));
            peer.expectFailure(PROTOCOL_ERROR, TOO_BIG);
        });
        should("illegal-length/nobody-has-so-much", "RFC 6455 10.4",
                "A frame that states 2^62 bytes is refused when its header has come: there is no use in waiting for the rest.", peer -> {
                    peer.send(OutFrame.binary(Payloads.binary(8)).declaring(1L << 62));
                    peer.expectFailure(TOO_BIG, PROTOCOL_ERROR);
                });
    }

    private static void refused(Peer peer, OutFrame frame)
            throws UnmetException, InterruptedException {
        peer.send(frame);
        peer.expectFailure(PROTOCOL_ERROR);
    }

    private void splits() {
        String rule = "TCP may cut a frame anywhere; the subject waits for the rest.";
        for (int length : new int[] {5, 200, 70_000}) {
            OutFrame frame = OutFrame.text(Payloads.text(length));
            int header = frame.bytes(Subject.SERVER).length - length;
            for (int first = 1; first <= header; first++) {
                int at = first;
                must("split/" + length + "-bytes-after-" + at, "RFC 6455 5.2", rule, peer -> {
                    peer.sendSplit(at, frame);
                    peer.expectEcho(frame);
                });
            }
        }
        for (int opcode : new int[] {Opcodes.TEXT, Opcodes.BINARY, Opcodes.PING}) {
            must("split/" + Opcodes.name(opcode).toLowerCase(Locale.ROOT) + "-byte-by-byte", "RFC 6455 5.2", rule, peer -> {
                OutFrame frame = OutFrame.of(opcode, Payloads.text(100));
                peer.sendChopped(1, frame);
                if (opcode == Opcodes.PING) {
                    peer.expectPong(frame.payload());
                } else {
                    peer.expectEcho(frame);
                }
            });
        }
        for (int count : new int[] {2, 10, 100, 1000}) {
            must("coalesced/" + count + "-messages-in-one-write", "RFC 6455 5.2", "TCP may join frames; each is answered, in order.", peer -> {
                OutFrame[] frames = new OutFrame[count];
                Arrays.setAll(frames, i -> i % 2 == 0 ? OutFrame.text("message " + i) : OutFrame.binary(Payloads.binary(i)));
                peer.send(frames);
                for (OutFrame frame : frames) {
                    peer.expectEcho(frame);
                }
            });
            must("coalesced/" + count + "-messages-cut-every-7-bytes", "RFC 6455 5.2", "Where TCP cuts has no meaning.", peer -> {
                OutFrame[] frames = new OutFrame[count];
                Arrays.setAll(frames, i -> OutFrame.text("message " + i));
                peer.sendChopped(7, frames);
                for (OutFrame frame : frames) {
                    peer.expectEcho(frame);
                }
            });
        }
    }

    private void masks() {
        for (int key : new int[] {0, 1, -1, 0x80_00_00_00, 0x00_ff_00_ff, 0x7f_fe_fd_fc}) {
            for (int length : new int[] {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63, 65, 129}) {
                add(Severity.MUST, String.format("mask/key-%08x-length-%d", key, length), "RFC 6455 5.3",
                        "Byte i is masked with byte i modulo 4 of the key, whatever the key.", EnumSet.of(Subject.SERVER), peer -> {
                            peer.open();
                            peer.echo(OutFrame.binary(Payloads.binary(length)).key(key));
                        });
            }
        }
        for (int opcode : DEFINED_OPCODES) {
            String kind = Opcodes.name(opcode).toLowerCase(Locale.ROOT);
            byte[] payload = opcode == Opcodes.CLOSE ? new byte[] {3, (byte) 0xe8} : Payloads.utf8("mask");
            must("mask/wrong-" + kind, "RFC 6455 5.1",
                    "A server closes on a frame that is not masked, a client on one that is.",
                    peer -> refused(peer, OutFrame.of(opcode, payload).unlawfullyMasked()));
            must("mask/wrong-empty-" + kind, "RFC 6455 5.1",
                    "A server closes on a frame that is not masked, a client on one that is: an empty one, too.",
                    peer -> refused(peer, OutFrame.of(opcode, new byte[0]).unlawfullyMasked()));
        }
        must("mask/wrong-continuation", "RFC 6455 5.1", "Every frame of a message is masked, or none.", peer -> {
            peer.send(OutFrame.text("begin").unfinished(), OutFrame.continuation((byte) 'x').unlawfullyMasked());
            peer.expectFailure(PROTOCOL_ERROR);
        });
        must("mask/changing-keys", "RFC 6455 5.3", "Every frame has a key of its own.", peer -> {
            OutFrame[] frames = new OutFrame[200];
            Arrays.setAll(frames, i -> OutFrame.text(Payloads.text(i)).key(0x01234567 * (i + 1)));
            peer.send(frames);
            for (OutFrame frame : frames) {
                peer.expectEcho(frame);
            }
        });
        add(Severity.MUST, "mask/keys-are-no-constant", "RFC 6455 5.3", "A client's next key cannot be told from the one before.", EnumSet.of(Subject.CLIENT),
                peer -> {
                    peer.open();
                    Set<Integer> keys = new HashSet<>();
                    Set<Integer> steps = new HashSet<>();
                    int before = 0;
                    for (int i = 0; i < 50; i++) {
                        peer.send(OutFrame.ping((byte) i));
                        int key = peer.expectPong((byte) i).key();
                        keys.add(key);
                        steps.add(key - before);
                        before = key;
                    }
                    // Of 50 random keys two are the same once in four million runs.
                    peer.must(keys.size() >= 49 && steps.size() >= 49, "50 frames have " + keys.size() + " keys, at " + steps.size() + " distances");
                });
    }
}
