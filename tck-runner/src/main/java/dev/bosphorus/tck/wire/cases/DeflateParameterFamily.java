package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.Opcodes;
import dev.bosphorus.tck.wire.frame.OutFrame;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.peer.DeflateAgreement;
import dev.bosphorus.tck.wire.peer.HttpHead;
import dev.bosphorus.tck.wire.peer.OpeningAsClient;
import dev.bosphorus.tck.wire.peer.Peer;
import dev.bosphorus.tck.wire.peer.RequestHead;
import dev.bosphorus.tck.wire.peer.UnmetException;
import dev.bosphorus.tck.wire.peer.UnsupportedException;
import java.io.IOException;
import java.util.EnumSet;

/** How compression is agreed on, and that what was agreed on is kept to (RFC 7692, 7.1). */
final class DeflateParameterFamily extends Family {

    private static final int WIDEST = 15;
    private static final int NARROWEST = 8;
    /** No parameter, and one without a value. */
    private static final int ABSENT = -1;
    private static final int NO_VALUE = 0;

    DeflateParameterFamily() {
        super("deflate-parameters");
        for (int combination = 0; combination < 4; combination++) {
            boolean serverNoTakeover = (combination & 1) != 0;
            boolean clientNoTakeover = (combination & 2) != 0;
            offers(serverNoTakeover, clientNoTakeover);
            answers(serverNoTakeover, clientNoTakeover);
        }
        unlawfulOffers();
        lists();
    }

    private void offers(boolean serverNoTakeover, boolean clientNoTakeover) {
        for (int serverBits : new int[] {ABSENT, 8, 9, 10, 11, 12, 13, 14, 15}) {
            for (int clientBits : new int[] {ABSENT, NO_VALUE, 8, 9, 10, 11, 12, 13, 14, 15}) {
                String offer = "permessage-deflate" + (serverNoTakeover ? "; server_no_context_takeover" : "")
                        + (clientNoTakeover ? "; client_no_context_takeover" : "")
                        + (serverBits == ABSENT ? "" : "; server_max_window_bits=" + serverBits)
                        + (clientBits == ABSENT ? "" : "; client_max_window_bits" + (clientBits == NO_VALUE ? "" : "=" + clientBits));
                String id = "offer/" + name(serverNoTakeover, clientNoTakeover) + "-server-" + bits(serverBits) + "-client-" + bits(clientBits);
                add(Severity.MUST, id, "RFC 7692 7.1", "The server accepts only what was offered, and keeps to it: the window of what it sends is "
                        + "looked at.", EnumSet.of(Subject.SERVER), peer -> {
                            DeflateAgreement agreed = peer.openOffering(offer);
                            peer.must(agreed.serverNoTakeover() || !serverNoTakeover, "the server does not take on server_no_context_takeover (7.1.1.1)");
                            peer.must(serverBits == ABSENT || agreed.serverBits() <= serverBits,
                                    "the server takes a window of " + agreed.serverBits() + " bits (7.1.2.1)");
                            peer.must(clientBits != ABSENT || agreed.clientBits() == WIDEST,
                                    "the server wants a smaller window of a client that has not offered one (7.1.2.2)");
                            exchange(peer);
                        });
            }
        }
    }

    private void answers(boolean serverNoTakeover, boolean clientNoTakeover) {
        for (int serverBits = NARROWEST; serverBits <= WIDEST; serverBits++) {
            for (int clientBits = NARROWEST; clientBits <= WIDEST; clientBits++) {
                DeflateAgreement answer = new DeflateAgreement(serverNoTakeover, clientNoTakeover, serverBits, clientBits);
                String id = "answer/" + name(serverNoTakeover, clientNoTakeover) + "-server-" + serverBits + "-client-" + clientBits;
                add(Severity.MUST, id, "RFC 7692 7.1", "The client keeps to what the server has accepted: the window of what it sends is looked at.",
                        EnumSet.of(Subject.CLIENT), peer -> {
                            peer.openAccepting(answer);
                            exchange(peer);
                        });
            }
        }
    }

    private static String name(boolean serverNoTakeover, boolean clientNoTakeover) {
        return (serverNoTakeover ? "server-none" : "server-takeover") + "-" + (clientNoTakeover ? "client-none" : "client-takeover");
    }

    private static String bits(int bits) {
        return bits == ABSENT ? "absent" : bits == NO_VALUE ? "any" : String.valueOf(bits);
    }

    /** What is alike at every distance: within a message, and from message to message. */
    private static void exchange(Peer peer) throws UnmetException, InterruptedException {
        byte[] far = Payloads.json(20_000, 1);
        for (byte[] content : new byte[][] {Payloads.json(100, 2), Payloads.json(100, 2), Payloads.concat(far, far), Payloads.json(3000, 3),
            Payloads.utf8("a"), new byte[0], Payloads.concat(far, Payloads.json(300, 2))}) {
            peer.sendDeflated(Opcodes.TEXT, content);
            peer.expect(Opcodes.TEXT, content);
        }
        byte[] binary = Payloads.concat(Payloads.binary(700), Payloads.binary(700));
        peer.sendDeflated(Opcodes.BINARY, binary, 100);
        peer.expect(Opcodes.BINARY, binary);
        peer.echo(OutFrame.text("not compressed"));
    }

    private void unlawfulOffers() {
        for (String parameters : new String[] {"server_max_window_bits", "server_max_window_bits=7", "server_max_window_bits=16", "server_max_window_bits=0",
            "server_max_window_bits=-8", "server_max_window_bits=08", "server_max_window_bits=010", "server_max_window_bits=8x", "server_max_window_bits=1e1",
            "server_max_window_bits=10; server_max_window_bits=10", "server_max_window_bits=99999999999", "client_max_window_bits=7", "client_max_window_bits=16",
            "client_max_window_bits=0", "client_max_window_bits=015", "client_max_window_bits=a", "client_max_window_bits; client_max_window_bits",
            "server_no_context_takeover=1", "client_no_context_takeover=true", "server_no_context_takeover; server_no_context_takeover",
            "client_no_context_takeover; client_no_context_takeover", "ferry", "ferry=10", "Server_No_Context_Takeovers", "max_window_bits=10"}) {
            String offer = "permessage-deflate; " + parameters;
            String id = "unlawful/" + parameters.replaceAll("[^A-Za-z0-9]+", "_") + "-" + parameters.length();
            add(Severity.MUST, id, "RFC 7692 7.1", "An offer with a parameter that is unknown, doubled or has a bad value is declined.",
                    EnumSet.of(Subject.SERVER), peer -> {
                        HttpHead response = opening(peer).ask(opening(peer).request().with("Sec-WebSocket-Extensions: " + offer).text());
                        peer.must(response == null || response.value("Sec-WebSocket-Extensions") == null,
                                "the server accepts it: " + (response == null ? "" : response.value("Sec-WebSocket-Extensions")));
                    });
            add(Severity.SHOULD, "unlawful-then-lawful/" + id.substring("unlawful/".length()), "RFC 7692 5.1",
                    "Where an offer is declined, the next one is looked at.", EnumSet.of(Subject.SERVER), peer -> {
                        needs("permessage-deflate", peer);
                        peer.must(opening(peer).offer(offer + ", permessage-deflate") != null, "the server declines both");
                        peer.start(opening(peer).connection(), new DeflateAgreement(false, false, WIDEST, WIDEST));
                        peer.echo(OutFrame.text("open"));
                    });
        }
        String window = "permessage-deflate; server_max_window_bits=12";
        accepts("quoted-value", window, "permessage-deflate; server_max_window_bits=\"12\"", "A value may be quoted (RFC 6455, 9.1).");
        accepts("spaces", window, "permessage-deflate ;  client_max_window_bits ; server_max_window_bits = 12",
                "White space between tokens means nothing (RFC 6455, 9.1).");
        accepts("no-spaces", window, "permessage-deflate;client_max_window_bits;server_max_window_bits=12",
                "White space between tokens means nothing (RFC 6455, 9.1).");
        accepts("unknown-extension-first", "permessage-deflate", "ferry; x=1, permessage-deflate", "The server takes the first offer that it can accept.");
        accepts("empty-elements", "permessage-deflate", ", permessage-deflate, ,", "A list may have empty elements (RFC 9110, 5.6.1).");
    }

    private static OpeningAsClient opening(Peer peer) {
        return (OpeningAsClient) peer.opening();
    }

    private static void needs(String offer, Peer peer) throws UnmetException, UnsupportedException, IOException {
        if (opening(peer).offer(offer) == null) {
            throw new UnsupportedException("the server does not accept: " + offer);
        }
    }

    /** @param plain what means the same, written as it is most often: where the server declines that, nothing can be told */
    private void accepts(String id, String plain, String offer, String requirement) {
        add(Severity.SHOULD, "accepted/" + id, "RFC 7692 5.1", requirement, EnumSet.of(Subject.SERVER), peer -> {
            needs(plain, peer);
            DeflateAgreement agreed = opening(peer).offer(offer);
            peer.must(agreed != null, "the server declines");
            peer.start(opening(peer).connection(), agreed);
            exchange(peer);
        });
    }

    private void lists() {
        add(Severity.MUST, "list/first-that-fits", "RFC 7692 5.1", "One offer of several is accepted.", EnumSet.of(Subject.SERVER), peer -> {
            peer.openOffering("permessage-deflate; server_max_window_bits=10, permessage-deflate");
            exchange(peer);
        });
        add(Severity.SHOULD, "list/preference", "RFC 7692 5.2", "The first offer is the one that the client likes best.", EnumSet.of(Subject.SERVER), peer -> {
            DeflateAgreement agreed = peer.openOffering("permessage-deflate; server_no_context_takeover, permessage-deflate");
            peer.must(agreed.serverNoTakeover(), "the second offer is accepted");
            exchange(peer);
        });
        add(Severity.MUST, "list/in-two-fields", "RFC 6455 9.1", "A list may be spread over several fields.", EnumSet.of(Subject.SERVER), peer -> {
            needs("permessage-deflate", peer);
            RequestHead request = opening(peer).request().with("Sec-WebSocket-Extensions: ferry").with("Sec-WebSocket-Extensions: permessage-deflate");
            HttpHead response = opening(peer).ask(request.text());
            opening(peer).checkAccepted(response, request);
            peer.should(response.value("Sec-WebSocket-Extensions") != null, "the second field is not looked at");
        });
        add(Severity.MUST, "none/nothing-is-compressed", "RFC 7692 6", "Without an offer nothing is compressed.", EnumSet.of(Subject.SERVER), peer -> {
            peer.open();
            byte[] content = Payloads.json(50_000, 8);
            peer.echo(OutFrame.text(content));
        });
    }
}
