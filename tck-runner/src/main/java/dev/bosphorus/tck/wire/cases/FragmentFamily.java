package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.UnmetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Fragmentation (RFC 6455, 5.4). */
final class FragmentFamily extends Family {

    private static final int PROTOCOL_ERROR = 1002;

    FragmentFamily() {
        super("fragmentation");
        lawful(Opcodes.TEXT);
        lawful(Opcodes.BINARY);
        unlawful(Opcodes.TEXT);
        unlawful(Opcodes.BINARY);
    }

    private void lawful(int opcode) {
        String kind = Opcodes.name(opcode).toLowerCase(Locale.ROOT) + "/";
        String rule = "The fragments of a message are its content, in order.";
        byte[] content = Payloads.text(1000);
        for (int size : new int[] {1, 2, 3, 7, 100, 125, 126, 500, 999}) {
            OutFrame[] frames = Peer.fragments(OutFrame.of(opcode, content), size);
            must(kind + "fragments-of-" + size, "RFC 6455 5.4", rule, peer -> peer.echo(frames));
            must(kind + "fragments-of-" + size + "-cut-every-11-bytes", "RFC 6455 5.4", rule, peer -> {
                peer.sendChopped(11, frames);
                peer.expectEcho(frames);
            });
        }
        must(kind + "fragments-of-70000", "RFC 6455 5.4", rule,
                peer -> peer.echo(Peer.fragments(OutFrame.of(opcode, Payloads.text(300_000)), 70_000)));
        must(kind + "first-empty", "RFC 6455 5.4", "A fragment may be empty.",
                peer -> peer.echo(OutFrame.of(opcode, new byte[0]).unfinished(), OutFrame.continuation(content)));
        must(kind + "middle-empty", "RFC 6455 5.4", "A fragment may be empty.", peer -> peer.echo(OutFrame.of(opcode, content).unfinished(),
                OutFrame.continuation().unfinished(), OutFrame.continuation(content)));
        must(kind + "last-empty", "RFC 6455 5.4", "A fragment may be empty.",
                peer -> peer.echo(OutFrame.of(opcode, content).unfinished(), OutFrame.continuation()));
        must(kind + "all-empty", "RFC 6455 5.4", "Fragments without content make an empty message.",
                peer -> peer.echo(OutFrame.of(opcode, new byte[0]).unfinished(), OutFrame.continuation().unfinished(), OutFrame.continuation()));
        must(kind + "nothing-before-fin", "RFC 6455 5.4", "A message ends with FIN; until then the subject waits.", peer -> {
            OutFrame first = OutFrame.of(opcode, content).unfinished();
            OutFrame second = OutFrame.continuation(content);
            peer.send(first);
            peer.expectNothing();
            peer.send(second);
            peer.expectEcho(first, second);
        });
        must(kind + "one-after-the-other", "RFC 6455 5.4", "After FIN a new message begins.", peer -> {
            for (int i = 1; i <= 20; i++) {
                peer.echo(Peer.fragments(OutFrame.of(opcode, Payloads.text(50 * i)), 9 * i));
            }
        });
        must(kind + "thousand-empty-fragments", "RFC 6455 5.4", "Empty fragments are lawful, be they many.", peer -> {
            List<OutFrame> frames = new ArrayList<>(List.of(OutFrame.of(opcode, content).unfinished()));
            for (int i = 0; i < 1000; i++) {
                frames.add(OutFrame.continuation().unfinished());
            }
            frames.add(OutFrame.continuation());
            peer.echo(frames.toArray(OutFrame[]::new));
        });
        must(kind + "fragmented-and-whole-in-turn", "RFC 6455 5.4", "A message in fragments is like one that is not.", peer -> {
            peer.echo(OutFrame.of(opcode, content));
            peer.echo(Peer.fragments(OutFrame.of(opcode, content), 10));
            peer.echo(OutFrame.of(opcode, content));
        });
    }

    private void unlawful(int opcode) {
        String kind = Opcodes.name(opcode).toLowerCase(Locale.ROOT) + "/";
        String continues = "A continuation needs a message that it continues.";
        for (boolean fin : new boolean[] {true, false}) {
            String end = fin ? "-final" : "-not-final";
            OutFrame frame = fin ? OutFrame.continuation(Payloads.utf8("x")) : OutFrame.continuation(Payloads.utf8("x")).unfinished();
            if (opcode == Opcodes.TEXT) {
                must("continuation/at-first" + end, "RFC 6455 5.4", continues, peer -> refused(peer, frame));
                must("continuation/after-ping" + end, "RFC 6455 5.4", continues, peer -> {
                    peer.send(OutFrame.ping());
                    peer.expectPong();
                    refused(peer, frame);
                });
            }
            must("continuation/after-whole-" + kind.replace("/", "") + end, "RFC 6455 5.4", continues, peer -> {
                peer.echo(OutFrame.of(opcode, Payloads.utf8("whole")));
                refused(peer, frame);
            });
            must("continuation/after-fragmented-" + kind.replace("/", "") + end, "RFC 6455 5.4", continues, peer -> {
                peer.echo(OutFrame.of(opcode, Payloads.utf8("frag")).unfinished(), OutFrame.continuation(Payloads.utf8("ments")));
                refused(peer, frame);
            });
            for (int second : new int[] {Opcodes.TEXT, Opcodes.BINARY}) {
                must(kind + "new-" + Opcodes.name(second).toLowerCase(Locale.ROOT) + end + "-within", "RFC 6455 5.4",
                        "The fragments of one message may not be interleaved with another.", peer -> {
                            OutFrame within = OutFrame.of(second, Payloads.utf8("new"));
                            refused(peer, OutFrame.of(opcode, Payloads.utf8("old")).unfinished(), fin ? within : within.unfinished());
                        });
            }
        }
        must(kind + "end-of-tcp-within", "RFC 6455 7.1.7", "What ends within a message is not delivered.", peer -> {
            peer.send(OutFrame.of(opcode, Payloads.utf8("half")).unfinished());
            peer.expectNothing();
            peer.endOutput();
            peer.expectAnyEnd();
        });
    }

    private static void refused(Peer peer, OutFrame... frames) throws UnmetException, InterruptedException {
        peer.send(frames);
        peer.expectFailure(PROTOCOL_ERROR);
    }
}
