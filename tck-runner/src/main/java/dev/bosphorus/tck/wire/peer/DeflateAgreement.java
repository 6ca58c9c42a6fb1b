package dev.bosphorus.tck.wire.peer;

import dev.bosphorus.tck.wire.frame.MessageDeflater;
import dev.bosphorus.tck.wire.frame.MessageInflater;
import dev.bosphorus.tck.wire.frame.Subject;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * What was agreed on about permessage-deflate (RFC 7692, 7.1): the parameters of the server's response.
 *
 * @param serverBits 15 where nothing was said
 * @param clientBits 15 where nothing was said
 */
public record DeflateAgreement(boolean serverNoTakeover, boolean clientNoTakeover, int serverBits, int clientBits) {

    private static final String NAME = "permessage-deflate";

    /** Reads the value of a response's Sec-WebSocket-Extensions. @throws UnmetException where it is no lawful one */
    static DeflateAgreement parse(String value) throws UnmetException {
        String[] parts = value.split(";");
        if (value.contains(",") || !parts[0].strip().equals(NAME)) {
            throw new UnmetException("Sec-WebSocket-Extensions: " + value + " accepts more or something else than was offered");
        }
        Set<String> seen = new HashSet<>();
        boolean serverNoTakeover = false;
        boolean clientNoTakeover = false;
        int serverBits = 15;
        int clientBits = 15;
        for (int i = 1; i < parts.length; i++) {
            String[] parameter = parts[i].strip().split("\\s*=\\s*", 2);
            if (!seen.add(parameter[0])) {
                throw new UnmetException("the response has " + parameter[0] + " twice (RFC 7692, 7.1)");
            }
            String argument = parameter.length == 1 ? null : parameter[1];
            switch (parameter[0]) {
                case "server_no_context_takeover" -> serverNoTakeover = flag(argument, parts[i]);
                case "client_no_context_takeover" -> clientNoTakeover = flag(argument, parts[i]);
                case "server_max_window_bits" -> serverBits = bits(argument, parts[i]);
                case "client_max_window_bits" -> clientBits = bits(argument, parts[i]);
                default -> throw new UnmetException("the response has the unknown parameter " + parameter[0]);
            }
        }
        return new DeflateAgreement(serverNoTakeover, clientNoTakeover, serverBits, clientBits);
    }

    private static boolean flag(String argument, String part) throws UnmetException {
        if (argument != null) {
            throw new UnmetException("the response gives a value to" + part);
        }
        return true;
    }

    private static int bits(String argument, String part) throws UnmetException {
        if (argument == null || !argument.matches("\"?([89]|1[0-5])\"?")) {
            throw new UnmetException("the response has no lawful number of bits in" + part);
        }
        return Integer.parseInt(argument.replace("\"", ""));
    }

    /** The value of the response's field that says this. */
    String response() {
        return NAME + (serverNoTakeover ? "; server_no_context_takeover" : "") + (clientNoTakeover ? "; client_no_context_takeover" : "")
                + (serverBits < 15 ? "; server_max_window_bits=" + serverBits : "")
                + (clientBits < 15 ? "; client_max_window_bits=" + clientBits : "");
    }

    /** Whether a client's offers permit it (7.1.2.2 wants an offer for a window of the client). */
    boolean isPermittedBy(String offers) {
        if (offers == null) {
            return false;
        }
        for (String offer : offers.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = offer.split(";");
            boolean hint = clientBits == 15;
            boolean fits = parts[0].strip().equals(NAME);
            for (int i = 1; i < parts.length; i++) {
                String[] parameter = parts[i].strip().split("\\s*=\\s*", 2);
                hint |= parameter[0].equals("client_max_window_bits");
                fits &= !parameter[0].equals("server_no_context_takeover") || serverNoTakeover;
                fits &= !parameter[0].equals("server_max_window_bits") || parameter.length == 2
                        && serverBits <= Integer.parseInt(parameter[1].replace("\"", ""));
            }
            if (fits && hint) {
                return true;
            }
        }
        return false;
    }

    /** For what that side sends. */
    MessageInflater inflater(Subject from) {
        return new MessageInflater(from == Subject.SERVER ? !serverNoTakeover : !clientNoTakeover);
    }

    /** For what is sent to that side. */
    MessageDeflater deflater(Subject to) {
        return to == Subject.SERVER ? new MessageDeflater(!clientNoTakeover, clientBits) : new MessageDeflater(!serverNoTakeover, serverBits);
    }

    /** The window that side has to keep to, in bits. */
    int bitsOf(Subject side) {
        return side == Subject.SERVER ? serverBits : clientBits;
    }
}
