package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.OutFrame;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Text is UTF-8 (RFC 6455, 5.6 and 8.1; RFC 3629). */
final class Utf8Family extends Family {

    private static final int INVALID = 1007;
    /** Before and after a sequence. */
    private static final byte[] AROUND = Payloads.utf8("κόσμε");

    private static final int[] CODE_POINTS = {0x0, 0x1, 0x7f, 0x80, 0x7ff, 0x800, 0xfff, 0x1000, 0xcfff, 0xd000, 0xd7ff, 0xe000, 0xfdd0, 0xfdef,
        0xfeff, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x1f30a, 0x1fffe, 0x1ffff, 0x2fffe, 0x3ffff, 0x40000, 0xfffff, 0x100000, 0x10fffe, 0x10ffff};

    Utf8Family() {
        super("utf-8");
        valid();
        validSplit();
        wholeCharacters();
        invalid();
        binary();
    }

    private void valid() {
        for (int point : CODE_POINTS) {
            must(String.format("valid/U+%04X", point), "RFC 3629 3", "Every Unicode scalar value is lawful text, noncharacters too.",
                    peer -> peer.echo(OutFrame.text(Payloads.concat(AROUND, Payloads.utf8(Character.toString(point)), AROUND))));
        }
        must("valid/whole-basic-plane", "RFC 3629 3", "Every Unicode scalar value is lawful text.", peer -> {
            StringBuilder all = new StringBuilder();
            for (int point = 0; point <= 0xffff; point++) {
                if (!Character.isSurrogate((char) point)) {
                    all.append((char) point);
                }
            }
            peer.echo(OutFrame.text(all.toString()));
        });
        must("valid/every-thousandth-beyond", "RFC 3629 3", "Every Unicode scalar value is lawful text.", peer -> {
            StringBuilder all = new StringBuilder();
            for (int point = 0x10000; point <= 0x10ffff; point += 1009) {
                all.appendCodePoint(point);
            }
            peer.echo(OutFrame.text(all.toString()));
        });
        must("valid/combining", "RFC 3629 3", "Text is not normalized.",
                peer -> peer.echo(OutFrame.text("e\u0301 \u00e9 \u1100\u1161 \uac00 \ud83d\udc69\u200d\ud83d\ude80")));
    }

    private void validSplit() {
        byte[] text = Payloads.utf8("aß水🌊");
        for (int first = 0; first <= text.length; first++) {
            int at = first;
            must("split/fragments-after-" + at + "-bytes", "RFC 6455 5.6", "A character may be cut by the border of fragments.",
                    peer -> peer.echo(OutFrame.text(Arrays.copyOf(text, at)).unfinished(),
                            OutFrame.continuation(Arrays.copyOfRange(text, at, text.length))));
        }
        for (int first = 1; first < text.length; first++) {
            int at = first;
            must("split/tcp-after-" + at + "-bytes", "RFC 6455 5.6", "A character may be cut by TCP.", peer -> {
                OutFrame frame = OutFrame.text(text);
                int header = frame.bytes(peer.subject()).length - text.length;
                peer.sendSplit(header + at, frame);
                peer.expectEcho(frame);
            });
        }
        must("split/each-byte-a-fragment", "RFC 6455 5.6", "A character may be cut by the borders of fragments.", peer -> {
            OutFrame[] frames = new OutFrame[text.length];
            Arrays.setAll(frames, i -> {
                OutFrame frame = i == 0 ? OutFrame.text(text[i]) : OutFrame.continuation(text[i]);
                return i == text.length - 1 ? frame : frame.unfinished();
            });
            peer.echo(frames);
        });
        must("split/ping-within-a-character", "RFC 6455 5.4", "A control frame may come between the bytes of a character.", peer -> {
            byte[] wave = Payloads.utf8("🌊");
            peer.echo(OutFrame.text(wave[0]).unfinished(), OutFrame.ping(wave[1]), OutFrame.continuation(wave[1], wave[2]).unfinished(),
                    OutFrame.ping(), OutFrame.continuation(wave[3]));
        });
        must("split/empty-fragment-within-a-character", "RFC 6455 5.4", "An empty fragment is no end of text.", peer -> {
            byte[] wave = Payloads.utf8("🌊");
            peer.echo(OutFrame.text(wave[0]).unfinished(), OutFrame.continuation().unfinished(), OutFrame.continuation(wave[1], wave[2], wave[3]));
        });
    }

    /** Name -> bytes of which the last one can be known to be wrong. */
    private static Map<String, byte[]> wrongSequences() {
        Map<String, byte[]> wrong = new LinkedHashMap<>();
        for (String lone : new String[] {"80", "8f", "90", "9f", "a0", "bf"}) {
            wrong.put("lone-continuation-" + lone, Payloads.hex(lone));
        }
        for (String lead : new String[] {"c0", "c1", "f5", "f6", "f7", "f8", "fb", "fc", "fd", "fe", "ff"}) {
            wrong.put("byte-that-never-is-" + lead, Payloads.hex(lead));
        }
        for (String lead : new String[] {"c2", "df", "e0", "e1", "ed", "ef", "f0", "f1", "f4"}) {
            wrong.put("lead-" + lead + "-then-ascii", Payloads.hex(lead + "20"));
            wrong.put("lead-" + lead + "-then-lead", Payloads.hex(lead + "c3"));
        }
        for (String two : new String[] {"e1 80", "ed 9f", "ef bf", "f0 90", "f4 8f"}) {
            wrong.put("two-of-" + two.replace(" ", "") + "-then-ascii", Payloads.hex(two + "20"));
        }
        for (String three : new String[] {"f0 90 80", "f1 bf bf", "f4 8f bf"}) {
            wrong.put("three-of-" + three.replace(" ", "") + "-then-ascii", Payloads.hex(three + "20"));
        }
        wrong.put("overlong-2-slash", Payloads.hex("c0 af"));
        wrong.put("overlong-3-lowest", Payloads.hex("e0 80"));
        wrong.put("overlong-3-highest", Payloads.hex("e0 9f"));
        wrong.put("overlong-4-lowest", Payloads.hex("f0 80"));
        wrong.put("overlong-4-highest", Payloads.hex("f0 8f"));
        for (int surrogate = 0xd800; surrogate <= 0xdfff; surrogate += 0x100) {
            wrong.put(String.format("surrogate-%04x", surrogate), new byte[] {(byte) 0xed, (byte) (0x80 | surrogate >> 6 & 0x3f)});
        }
        wrong.put("surrogate-dfff", Payloads.hex("ed bf"));
        wrong.put("beyond-10ffff", Payloads.hex("f4 90"));
        wrong.put("beyond-10ffff-highest", Payloads.hex("f4 bf"));
        return wrong;
    }

    /** What a decoder that is not strict makes one character of: it is all there, so nothing else is wrong with the text. */
    private void wholeCharacters() {
        for (String whole : new String[] {"surrogate-d800 ed a0 80", "surrogate-dfff ed bf bf", "pair-of-surrogates ed a0 bd ed b8 80",
            "overlong-2 c0 80", "overlong-3-lowest e0 80 80", "overlong-3-highest e0 9f bf", "overlong-4-lowest f0 80 80 80",
            "overlong-4-highest f0 8f bf bf", "beyond-10ffff f4 90 80 80", "beyond-10ffff-highest f7 bf bf bf", "five-bytes f8 88 80 80 80",
            "six-bytes fc 84 80 80 80 80"}) {
            int space = whole.indexOf(' ');
            refused("whole-" + whole.substring(0, space), Payloads.concat(AROUND, Payloads.hex(whole.substring(space)), AROUND));
        }
    }

    private void refused(String name, byte[] text) {
        must("invalid/" + name, "RFC 6455 8.1", "What is no UTF-8 fails the connection.", peer -> {
            peer.send(OutFrame.text(text));
            peer.expectFailure(INVALID);
        });
        must("invalid/" + name + "-each-byte-a-fragment", "RFC 6455 8.1", "What is no UTF-8 fails the connection, however it is cut.", peer -> {
            OutFrame[] frames = new OutFrame[text.length];
            Arrays.setAll(frames, i -> {
                OutFrame frame = i == 0 ? OutFrame.text(text[i]) : OutFrame.continuation(text[i]);
                return i == text.length - 1 ? frame : frame.unfinished();
            });
            peer.send(frames);
            peer.expectFailure(INVALID);
        });
    }

    private void invalid() {
        wrongSequences().forEach((name, sequence) -> {
            byte[] text = Payloads.concat(AROUND, sequence, AROUND);
            refused(name, text);
            should("fail-fast/fragment-" + name, "RFC 6455 8.1", "The connection fails as soon as a fragment is no UTF-8: not when the message ends.",
                    peer -> {
                        peer.send(OutFrame.text(Payloads.concat(AROUND, sequence)).unfinished());
                        peer.expectFailure(INVALID);
                    });
            should("fail-fast/within-frame-" + name, "RFC 6455 8.1",
                    "The connection fails as soon as a byte shows that it is no UTF-8: not when the frame ends.", peer -> {
                        byte[] begin = Payloads.concat(AROUND, sequence);
                        byte[] frame = OutFrame.text(Payloads.concat(begin, new byte[4000])).bytes(peer.subject());
                        peer.sendBytes(Arrays.copyOf(frame, frame.length - 4000));
                        peer.expectFailure(INVALID);
                    });
        });
        for (String cut : new String[] {"c2", "df", "e0 a0", "e1 80", "ef bf", "f0", "f0 90", "f0 90 80", "f4 8f bf"}) {
            String name = cut.replace(" ", "");
            must("truncated/" + name, "RFC 6455 8.1", "A message may not end within a character.", peer -> {
                peer.send(OutFrame.text(Payloads.concat(AROUND, Payloads.hex(cut))));
                peer.expectFailure(INVALID);
            });
            must("truncated/" + name + "-then-empty-fragment", "RFC 6455 8.1", "A message may not end within a character.", peer -> {
                peer.send(OutFrame.text(Payloads.concat(AROUND, Payloads.hex(cut))).unfinished(), OutFrame.continuation());
                peer.expectFailure(INVALID);
            });
            must("truncated/" + name + "-then-message", "RFC 6455 8.1", "A character does not go on in the next message.", peer -> {
                peer.send(OutFrame.text(Payloads.hex(cut)), OutFrame.text(Payloads.hex("80 80 80")));
                peer.expectFailure(INVALID);
            });
            must("close-reason/" + name, "RFC 6455 5.5.1", "The reason of a Close is UTF-8.", peer -> {
                peer.send(OutFrame.close(Payloads.concat(new byte[] {3, (byte) 0xe8}, Payloads.hex(cut))));
                peer.expectFailure(INVALID, 1002);
            });
        }
        for (String wrong : new String[] {"80", "c0 af", "ed a0 80", "f4 90 80 80", "ff", "61 c3 28"}) {
            must("close-reason/" + wrong.replace(" ", ""), "RFC 6455 5.5.1", "The reason of a Close is UTF-8.", peer -> {
                peer.send(OutFrame.close(Payloads.concat(new byte[] {3, (byte) 0xe8}, Payloads.hex(wrong))));
                peer.expectFailure(INVALID, 1002);
            });
        }
        must("invalid/far-behind", "RFC 6455 8.1", "The last byte of a long text counts as the first one does.", peer -> {
            byte[] text = Payloads.text(200_000);
            text[text.length - 1] = (byte) 0xff;
            peer.send(OutFrame.text(text));
            peer.expectFailure(INVALID);
        });
        for (int at = 0; at < 17; at++) {
            int position = at;
            must("invalid/after-" + at + "-ascii", "RFC 6455 8.1", "Wherever it is, what is no UTF-8 fails the connection.", peer -> {
                byte[] text = Payloads.utf8("abcdefghijklmnopqrstuvwxyz0123456789");
                text[position] = (byte) 0xbf;
                peer.send(OutFrame.text(text));
                peer.expectFailure(INVALID);
            });
        }
    }

    private void binary() {
        wrongSequences().forEach((name, sequence) -> {
            if (name.startsWith("lone") || name.startsWith("surrogate-d8") || name.startsWith("byte")) {
                must("binary/" + name, "RFC 6455 5.6", "What is no UTF-8 is lawful in a binary message.",
                        peer -> peer.echo(OutFrame.binary(Payloads.concat(AROUND, sequence, AROUND))));
            }
        });
        must("binary/in-fragments-like-text", "RFC 6455 5.6", "What is no UTF-8 is lawful in a binary message.",
                peer -> peer.echo(OutFrame.binary((byte) 0xf0).unfinished(), OutFrame.continuation((byte) 0xff)));
        must("binary/after-text", "RFC 6455 5.6", "Each message has a type of its own.", peer -> {
            peer.echo(OutFrame.text("text"));
            peer.echo(OutFrame.binary((byte) 0xff));
            peer.echo(OutFrame.text("text"));
        });
    }
}
