package dev.bosphorus.container.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

    /** Three extensions, the first two of which want the same bit; each declines the parameter {@code bad}. */
    private static final List<ExtensionFactory> INSTALLED = List.of(
            new Named("one", Extension.RSV1), new Named("rival", Extension.RSV1), new Named("two", Extension.RSV2));

    private static List<ExtensionHeader> headers(String field) {
        return ExtensionHeader.parse(field == null ? List.of() : List.of(field));
    }

    private static String names(List<Extension> agreed) {
        return agreed.stream().map(extension -> extension.agreed().toString()).toList().toString();
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', value = {
        "nothing offered                                   |                      | []",
        "an unknown extension is left out                  | none, one            | [one]",
        "the client's order counts                         | two, one             | [two, one]",
        "the first offer of a name counts                  | one; a, one; b       | [one; a]",
        "a declined offer gives way to the next of its name| one; bad, one; b     | [one; b]",
        "an extension whose every offer is declined        | one; bad, two        | [two]",
        "one whose reserved bit is taken is left out       | one, rival, two      | [one, two]",
        "a declined offer takes no reserved bit            | one; bad, rival      | [rival]",
        "names are compared with their case                | One                  | []",
    })
    void serverAnswers(String name, String offers, String answer) {
        assertThat(names(Negotiation.accept(headers(offers), INSTALLED))).as(name).isEqualTo(answer);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', value = {
        "nothing answered                       | one, two          |              | []",
        "part of what was offered               | one, two          | two          | [two]",
        "the server's order counts              | one, two          | two, one     | [two, one]",
        "an answer to one offer of several      | one; a, one; b    | one; b       | [one; b]",
    })
    void clientTakes(String name, String offers, String answer, String agreed) {
        assertThat(names(Negotiation.confirm(headers(answer), headers(offers), INSTALLED))).as(name).isEqualTo(agreed);
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', value = {
        "not offered (RFC 6455, 4.1)          | one        | two        | the server uses the extension two, which was not offered",
        "nothing offered                      |            | one        | the server uses the extension one, which was not offered",
        "answered twice                       | one        | one, one   | the server answers the extension one twice",
        "parameters that do not fit           | one        | one; bad   | the server's answer does not fit the offer: one; bad",
        "offered by the application, not installed | other | other      | the server's answer does not fit the offer: other",
        "two with one reserved bit            | one, rival | one, rival | the server agreed to two extensions with one reserved bit: rival",
    })
    void clientFailsTheConnectionOverAnAnswer(String name, String offers, String answer, String message) {
        assertThatIllegalArgumentException().as(name)
                .isThrownBy(() -> Negotiation.confirm(headers(answer), headers(offers), INSTALLED))
                .withMessage(message);
    }

    @Test
    void clientGetsTheOffersOfThatNameOnly() {
        ExtensionFactory picky = new Named("one", 0) {
            @Override
            public Optional<Extension> confirm(ExtensionHeader answer, List<ExtensionHeader> offered) {
                assertThat(offered).hasToString("[one; a, one; b]");
                return super.confirm(answer, offered);
            }
        };
        assertThat(Negotiation.confirm(headers("one"), headers("one; a, two, one; b"), List.of(picky))).hasSize(1);
    }

    private static class Named implements ExtensionFactory {
        private final String name;
        private final int bits;

        Named(String name, int bits) {
            this.name = name;
            this.bits = bits;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Optional<Extension> accept(ExtensionHeader offer) {
            return offer.has("bad") ? Optional.empty() : Optional.of(new Plain(offer, bits));
        }

        @Override
        public List<ExtensionHeader> offers() {
            return List.of(new ExtensionHeader(name, List.of()));
        }

        @Override
        public Optional<Extension> confirm(ExtensionHeader answer, List<ExtensionHeader> offered) {
            return accept(answer);
        }
    }

    private record Plain(ExtensionHeader agreed, int reservedBits) implements Extension {
        @Override
        public PayloadTransform.Inbound openInbound() {
            throw new UnsupportedOperationException();
        }

        @Override
        public PayloadTransform.Outbound openOutbound() {
            throw new UnsupportedOperationException();
        }
    }
}
