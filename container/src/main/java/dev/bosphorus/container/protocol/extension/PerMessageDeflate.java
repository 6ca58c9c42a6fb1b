package dev.bosphorus.container.protocol.extension;

import dev.bosphorus.container.protocol.extension.ExtensionHeader.Parameter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The extension permessage-deflate (RFC 7692), for both roles. Connections that share one instance share its deflaters and
 * inflaters; safe from any thread.
 */
public final class PerMessageDeflate implements ExtensionFactory {

    public static final String NAME = "permessage-deflate";

    static final String SERVER_NO_TAKEOVER = "server_no_context_takeover";
    static final String CLIENT_NO_TAKEOVER = "client_no_context_takeover";
    static final String SERVER_WINDOW = "server_max_window_bits";
    static final String CLIENT_WINDOW = "client_max_window_bits";
    private static final int MAX_WINDOW = 15;

    private final DeflateOptions options;
    private final CompressorPool pool;

    /** With {@link DeflateOptions#DEFAULTS}. */
    public PerMessageDeflate() {
        this(DeflateOptions.DEFAULTS);
    }

    public PerMessageDeflate(DeflateOptions options) {
        this.options = options;
        this.pool = new CompressorPool(options.level(), options.maxContexts());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Extension> accept(ExtensionHeader offer) {
        if (!wellFormed(offer, true)) {
            return Optional.empty();
        }
        boolean serverTakeover = options.serverContextTakeover() && !offer.has(SERVER_NO_TAKEOVER);
        boolean clientTakeover = options.clientContextTakeover() && !offer.has(CLIENT_NO_TAKEOVER);
        int serverWindow = Math.min(options.serverMaxWindowBits(), window(offer, SERVER_WINDOW));
        // RFC 7692, 7.1.2.2: without the client's hint, the server must not limit the client's window.
        int clientWindow = offer.has(CLIENT_WINDOW)
                ? Math.min(options.clientMaxWindowBits(), window(offer, CLIENT_WINDOW)) : MAX_WINDOW;

        List<Parameter> agreed = new ArrayList<>();
        addFlag(agreed, SERVER_NO_TAKEOVER, !serverTakeover);
        addFlag(agreed, CLIENT_NO_TAKEOVER, !clientTakeover);
        addWindow(agreed, SERVER_WINDOW, serverWindow, offer.has(SERVER_WINDOW));
        addWindow(agreed, CLIENT_WINDOW, clientWindow, offer.value(CLIENT_WINDOW) != null);
        return Optional.of(new Agreed(new ExtensionHeader(NAME, agreed),
                new Direction(serverWindow, serverTakeover), new Direction(clientWindow, clientTakeover)));
    }

    @Override
    public List<ExtensionHeader> offers() {
        List<Parameter> offer = new ArrayList<>();
        addFlag(offer, SERVER_NO_TAKEOVER, !options.serverContextTakeover());
        addFlag(offer, CLIENT_NO_TAKEOVER, !options.clientContextTakeover());
        addWindow(offer, SERVER_WINDOW, options.serverMaxWindowBits(), false);
        boolean smallWindow = options.clientMaxWindowBits() < MAX_WINDOW;
        // RFC 7692, 7.1.2.2: without a value it only tells that we understand the parameter in the answer.
        offer.add(new Parameter(CLIENT_WINDOW, smallWindow ? String.valueOf(options.clientMaxWindowBits()) : null));
        return List.of(new ExtensionHeader(NAME, offer));
    }

    @Override
    public Optional<Extension> confirm(ExtensionHeader answer, List<ExtensionHeader> offered) {
        return wellFormed(answer, false)
                ? offered.stream().filter(offer -> fits(answer, offer)).findFirst().map(offer -> agreed(answer, offer))
                : Optional.empty();
    }

    private Extension agreed(ExtensionHeader answer, ExtensionHeader offer) {
        // RFC 7692, 7.1.1.2 and 7.1.2.2: what the offer says of the client's own side holds without being answered.
        boolean clientTakeover =
                options.clientContextTakeover() && !answer.has(CLIENT_NO_TAKEOVER) && !offer.has(CLIENT_NO_TAKEOVER);
        int clientWindow = Math.min(options.clientMaxWindowBits(),
                Math.min(window(answer, CLIENT_WINDOW), window(offer, CLIENT_WINDOW)));
        return new Agreed(answer, new Direction(clientWindow, clientTakeover),
                new Direction(window(answer, SERVER_WINDOW), !answer.has(SERVER_NO_TAKEOVER)));
    }

    /** RFC 7692, 7.1: known parameters, each once, each with a value where it needs one. */
    private static boolean wellFormed(ExtensionHeader element, boolean isOffer) {
        Set<String> seen = new HashSet<>();
        for (Parameter parameter : element.parameters()) {
            boolean good = seen.add(parameter.name()) && switch (parameter.name()) {
                case SERVER_NO_TAKEOVER, CLIENT_NO_TAKEOVER -> parameter.value() == null;
                case SERVER_WINDOW -> isWindow(parameter.value());
                case CLIENT_WINDOW -> parameter.value() == null ? isOffer : isWindow(parameter.value());
                default -> false;
            };
            if (!good) {
                return false;
            }
        }
        return true;
    }

    /** RFC 7692, 7.1: whether an answer corresponds to an offer. */
    private static boolean fits(ExtensionHeader answer, ExtensionHeader offer) {
        boolean takeover = answer.has(SERVER_NO_TAKEOVER) || !offer.has(SERVER_NO_TAKEOVER);
        boolean serverWindow = !offer.has(SERVER_WINDOW)
                || answer.has(SERVER_WINDOW) && window(answer, SERVER_WINDOW) <= window(offer, SERVER_WINDOW);
        boolean clientWindow = !answer.has(CLIENT_WINDOW) || offer.has(CLIENT_WINDOW);
        return takeover && serverWindow && clientWindow;
    }

    /** A decimal integer from 8 to 15 without leading zeros. */
    private static boolean isWindow(String value) {
        return value != null && (value.equals("8") || value.equals("9")
                || value.length() == 2 && value.charAt(0) == '1' && value.charAt(1) >= '0' && value.charAt(1) <= '5');
    }

    private static int window(ExtensionHeader element, String parameter) {
        String value = element.value(parameter);
        return value == null ? MAX_WINDOW : Integer.parseInt(value);
    }

    private static void addFlag(List<Parameter> parameters, String name, boolean set) {
        if (set) {
            parameters.add(new Parameter(name, null));
        }
    }

    private static void addWindow(List<Parameter> parameters, String name, int bits, boolean asked) {
        if (asked || bits < MAX_WINDOW) {
            parameters.add(new Parameter(name, String.valueOf(bits)));
        }
    }

    /** What was agreed for one direction. */
    private record Direction(int windowBits, boolean takeover) {
    }

    private final class Agreed implements Extension {
        private final ExtensionHeader header;
        private final Direction own;
        private final Direction peer;

        Agreed(ExtensionHeader header, Direction own, Direction peer) {
            this.header = header;
            this.own = own;
            this.peer = peer;
        }

        @Override
        public ExtensionHeader agreed() {
            return header;
        }

        @Override
        public int reservedBits() {
            return RSV1;
        }

        /** What comes out depends on the factory's level and threshold, and on the window. */
        @Override
        public Object freshKey() {
            return List.of(options, own.windowBits());
        }

        @Override
        public PayloadTransform.Inbound openInbound() {
            return new InflateTransform(pool, peer.windowBits(), peer.takeover());
        }

        @Override
        public PayloadTransform.Outbound openOutbound() {
            return new DeflateTransform(pool, own.windowBits(), own.takeover(), options.minBytes());
        }
    }
}
