package dev.bosphorus.container.protocol.extension;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Agrees on extensions (RFC 6455, 9.1): the order of the answer is the order in which they are applied. */
public final class Negotiation {

    private Negotiation() {
    }

    /**
     * Server side: answers the offers in the client's order of preference. Of several offers of one name the first that is
     * acceptable counts; an extension that needs a reserved bit already taken is left out.
     *
     * @param offers    what the client offered
     * @param factories what this side has
     */
    public static List<Extension> accept(List<ExtensionHeader> offers, List<ExtensionFactory> factories) {
        List<Extension> agreed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int bits = 0;
        for (ExtensionHeader offer : offers) {
            Optional<Extension> extension = names.contains(offer.name())
                    ? Optional.empty() : find(factories, offer.name()).flatMap(factory -> factory.accept(offer));
            if (extension.isPresent() && (extension.get().reservedBits() & bits) == 0) {
                agreed.add(extension.get());
                names.add(offer.name());
                bits |= extension.get().reservedBits();
            }
        }
        return List.copyOf(agreed);
    }

    /**
     * Client side: takes the server's answer.
     *
     * @throws IllegalArgumentException where it names what was not offered, names it twice, or does not fit the offers: the
     *                                  connection has to fail (RFC 6455, 4.1)
     */
    public static List<Extension> confirm(
            List<ExtensionHeader> answers, List<ExtensionHeader> offers, List<ExtensionFactory> factories) {
        List<Extension> agreed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        int bits = 0;
        for (ExtensionHeader answer : answers) {
            List<ExtensionHeader> offered = offers.stream().filter(offer -> offer.name().equals(answer.name())).toList();
            if (offered.isEmpty()) {
                throw new IllegalArgumentException("the server uses the extension " + answer.name() + ", which was not offered");
            }
            if (!names.add(answer.name())) {
                throw new IllegalArgumentException("the server answers the extension " + answer.name() + " twice");
            }
            Extension extension = find(factories, answer.name())
                    .flatMap(factory -> factory.confirm(answer, offered))
                    .orElseThrow(() -> new IllegalArgumentException("the server's answer does not fit the offer: " + answer));
            if ((extension.reservedBits() & bits) != 0) {
                throw new IllegalArgumentException("the server agreed to two extensions with one reserved bit: " + answer);
            }
            bits |= extension.reservedBits();
            agreed.add(extension);
        }
        return List.copyOf(agreed);
    }

    private static Optional<ExtensionFactory> find(List<ExtensionFactory> factories, String name) {
        return factories.stream().filter(factory -> factory.name().equals(name)).findFirst();
    }
}
