package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import dev.bosphorus.tck.wire.peer.UnsupportedException;
import java.util.Arrays;
import java.util.Locale;

/** Messages up to 16 MiB, in many frames, cut in many ways (RFC 6455, 5.4 and 10.4). */
final class SizeFamily extends Family {

    private static final int KIB = 1 << 10;
    private static final int MIB = 1 << 20;
    private static final int[] SIZES = {64 * KIB, 256 * KIB, MIB, 4 * MIB, 16 * MIB};

    SizeFamily() {
        super("size");
        for (int opcode : new int[] {Opcodes.TEXT, Opcodes.BINARY}) {
            for (int size : SIZES) {
                whole(opcode, size);
            }
            for (int fragment : new int[] {64, 256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB}) {
                sized(name(opcode, 4 * MIB) + "-in-fragments-of-" + fragment, "RFC 6455 5.4", "A message may have any number of fragments.",
                        peer -> peer.echo(Peer.fragments(frame(opcode, 4 * MIB), fragment)));
            }
            sized(name(opcode, 16 * MIB) + "-in-fragments-of-65536", "RFC 6455 5.4", "A message may have any number of fragments.",
                    peer -> peer.echo(Peer.fragments(frame(opcode, 16 * MIB), 64 * KIB)));
            for (int chunk : new int[] {64, 128, 997, 1460, 4096, 65_536}) {
                sized(name(opcode, MIB) + "-in-writes-of-" + chunk, "RFC 6455 5.2", "A frame may come in any number of pieces.", peer -> {
                    OutFrame frame = frame(opcode, MIB);
                    peer.sendChopped(chunk, frame);
                    peer.expectEcho(frame);
                });
            }
        }
        must("many/1000-of-1-kib", "RFC 6455 5.4", "Messages come back one by one, in order.", peer -> {
            OutFrame[] frames = new OutFrame[1000];
            Arrays.setAll(frames, i -> OutFrame.binary(Payloads.binary(KIB + i)));
            peer.send(frames);
            for (OutFrame frame : frames) {
                peer.expectEcho(frame);
            }
        });
        must("many/sizes-in-turn", "RFC 6455 5.4", "A large message does not change what comes after it.", peer -> {
            for (int i = 0; i < 8; i++) {
                peer.echo(OutFrame.text("small"));
                peer.echo(OutFrame.binary(Payloads.binary(300 * KIB)));
                peer.echo(OutFrame.binary());
            }
        });
    }

    /** A subject may bound its messages: then the case says nothing. */
    private void sized(String id, String reference, String requirement, Script script) {
        must(id, reference, requirement, peer -> {
            try {
                script.run(peer);
            } catch (UnmetException e) {
                if (peer.hasRefusedSize()) {
                    throw new UnsupportedException("the subject takes no message as large as this");
                }
                throw e;
            }
        });
    }

    private void whole(int opcode, int size) {
        sized(name(opcode, size), "RFC 6455 5.2", "A message may be as large as this.", peer -> peer.echo(frame(opcode, size)));
    }

    private static OutFrame frame(int opcode, int size) {
        return OutFrame.of(opcode, opcode == Opcodes.TEXT ? Payloads.text(size) : Payloads.binary(size));
    }

    private static String name(int opcode, int size) {
        return Opcodes.name(opcode).toLowerCase(Locale.ROOT) + "/" + size / KIB + "-kib";
    }
}
