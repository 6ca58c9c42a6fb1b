package dev.bosphorus.container.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerMessageDeflateTest {

    private static final PerMessageDeflate DEFAULT = new PerMessageDeflate();

    private static ExtensionHeader header(String parameters) {
        String separator = parameters == null || parameters.isEmpty() ? "" : "; ";
        return ExtensionHeader.parse(List.of("permessage-deflate" + separator + (parameters == null ? "" : parameters))).get(0);
    }

    private static String answer(PerMessageDeflate server, String offer) {
        return server.accept(header(offer)).orElseThrow().agreed().toString().replaceFirst("permessage-deflate(; )?", "");
    }

    private static DeflateOptions options() {
        return DeflateOptions.DEFAULTS;
    }

    // --- Server: RFC 7692, 7.1, "a server MUST decline" and what it answers

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', value = {
        "an unknown parameter                                     | foo",
        "an unknown parameter with a value                        | client_max_window_bits; foo=1",
        "a parameter in another case                              | Server_no_context_takeover",
        "server_no_context_takeover with a value (7.1.1.1)        | server_no_context_takeover=1",
        "client_no_context_takeover with a value (7.1.1.2)        | client_no_context_takeover=true",
        "server_max_window_bits without a value (7.1.2.1)         | server_max_window_bits",
        "server_max_window_bits twice                             | server_max_window_bits=10; server_max_window_bits=10",
        "client_max_window_bits twice                             | client_max_window_bits; client_max_window_bits=10",
        "server_no_context_takeover twice                         | server_no_context_takeover; server_no_context_takeover",
        "client_no_context_takeover twice                         | client_no_context_takeover; client_no_context_takeover",
    })
    void serverDeclinesAnOfferWith(String name, String offer) {
        assertThat(DEFAULT.accept(header(offer))).as(name).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "7", "16", "32", "08", "010", "015", "-8", "+9", "1", "a", "1a", "10.0", "0x9", "150",
        "99999999999"})
    void windowBitsAreDecimalFrom8To15WithoutLeadingZeros(String bits) {
        for (String parameter : new String[] {"server_max_window_bits", "client_max_window_bits"}) {
            assertThat(DEFAULT.accept(header(parameter + "=" + bits))).isEmpty();
            assertThat(DEFAULT.confirm(header(parameter + "=" + bits),
                    List.of(header("client_max_window_bits; server_max_window_bits=15")))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14, 15})
    void serverEchoesTheWindowsOffered(int bits) {
        assertThat(answer(DEFAULT, "server_max_window_bits=" + bits)).isEqualTo("server_max_window_bits=" + bits);
        assertThat(answer(DEFAULT, "client_max_window_bits=" + bits)).isEqualTo("client_max_window_bits=" + bits);
        assertThat(answer(DEFAULT, "client_max_window_bits=\"" + bits + "\"")).isEqualTo("client_max_window_bits=" + bits);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvSource(delimiter = '|', value = {
        "nothing asked, nothing said                        |                                          | ''",
        "server_no_context_takeover is echoed (7.1.1.1)     | server_no_context_takeover               | server_no_context_takeover",
        "client_no_context_takeover is echoed (7.1.1.2)     | client_no_context_takeover               | client_no_context_takeover",
        "client_max_window_bits alone needs no answer       | client_max_window_bits                   | ''",
        "all four                                           "
            + "| client_max_window_bits=9; server_max_window_bits=10; client_no_context_takeover; server_no_context_takeover "
            + "| server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10; client_max_window_bits=9",
    })
    void serverOfDefaultsAnswers(String name, String offer, String answer) {
        assertThat(answer(DEFAULT, offer)).as(name).isEqualTo(answer);
    }

    @Test
    void serverWithSmallerWindowsSaysSoUnaskedOnlyOfItsOwn() {
        PerMessageDeflate server = new PerMessageDeflate(options().withMaxWindowBits(11, 12));
        assertThat(answer(server, "")).isEqualTo("server_max_window_bits=11");
        assertThat(answer(server, "server_max_window_bits=14")).isEqualTo("server_max_window_bits=11");
        assertThat(answer(server, "server_max_window_bits=9")).isEqualTo("server_max_window_bits=9");
        // RFC 7692, 7.1.2.2: client_max_window_bits in the answer only if it was in the offer
        assertThat(answer(server, "client_max_window_bits"))
                .isEqualTo("server_max_window_bits=11; client_max_window_bits=12");
        assertThat(answer(server, "client_max_window_bits=15"))
                .isEqualTo("server_max_window_bits=11; client_max_window_bits=12");
        assertThat(answer(server, "client_max_window_bits=10"))
                .isEqualTo("server_max_window_bits=11; client_max_window_bits=10");
    }

    @Test
    void serverWithoutTakeoverSaysSoAndAsksTheClient() {
        assertThat(answer(new PerMessageDeflate(options().withContextTakeover(false, false)), ""))
                .isEqualTo("server_no_context_takeover; client_no_context_takeover");
    }

    // --- Client

    @Test
    void clientOffersWhatItsOptionsSay() {
        assertThat(DEFAULT.offers()).hasToString("[permessage-deflate; client_max_window_bits]");
        assertThat(new PerMessageDeflate(options().withMaxWindowBits(10, 9).withContextTakeover(false, false)).offers())
                .hasToString("[permessage-deflate; server_no_context_takeover; client_no_context_takeover; "
                        + "server_max_window_bits=10; client_max_window_bits=9]");
    }

    @Test
    void everyOfferOfTheClientIsAcceptedByTheServerAndItsAnswerConfirmed() {
        for (int server = 8; server <= 15; server++) {
            for (int client = 8; client <= 15; client++) {
                for (int takeover = 0; takeover < 4; takeover++) {
                    DeflateOptions mine = options().withMaxWindowBits(server, client)
                            .withContextTakeover((takeover & 1) != 0, (takeover & 2) != 0);
                    DeflateOptions theirs = options().withMaxWindowBits(client, server);
                    PerMessageDeflate factory = new PerMessageDeflate(mine.withMaxContexts(1));
                    List<ExtensionHeader> offers = factory.offers();
                    Extension accepted = new PerMessageDeflate(theirs).accept(offers.get(0)).orElseThrow();
                    assertThat(factory.confirm(accepted.agreed(), offers)).get()
                            .extracting(Extension::agreed).isEqualTo(accepted.agreed());
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "an unknown parameter                      |                            | foo",
        "a parameter twice                         |                            | client_no_context_takeover; client_no_context_takeover",
        "a value where there is none               |                            | server_no_context_takeover=1",
        "client_max_window_bits without a value    | client_max_window_bits     | client_max_window_bits",
        "server_max_window_bits without a value    | server_max_window_bits=15  | server_max_window_bits",
        "client_max_window_bits not offered        | server_max_window_bits=15  | server_max_window_bits=15; client_max_window_bits=10",
        "a server window larger than offered       | server_max_window_bits=10  | server_max_window_bits=11",
        "no server window where one was offered    | server_max_window_bits=10  | ''",
        "takeover of a server asked to have none   | server_no_context_takeover | ''",
    })
    void clientRefusesAnAnswerWith(String name, String offer, String answer) {
        assertThat(DEFAULT.confirm(header(answer), List.of(header(offer)))).as(name).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', value = {
        "nothing at all                                  |                            | ''",
        "server_no_context_takeover unasked (7.1.1.1)    |                            | server_no_context_takeover",
        "client_no_context_takeover unasked (7.1.1.2)    |                            | client_no_context_takeover",
        "server_max_window_bits unasked (7.1.2.1)        |                            | server_max_window_bits=9",
        "a smaller server window                         | server_max_window_bits=12  | server_max_window_bits=9",
        "a client window where we can have one           | client_max_window_bits     | client_max_window_bits=8",
        "a hint that is not answered                     | client_no_context_takeover | ''",
        "a larger client window than we are going to use | client_max_window_bits=9   | client_max_window_bits=10",
    })
    void clientTakesAnAnswerWith(String name, String offer, String answer) {
        assertThat(DEFAULT.confirm(header(answer), List.of(header(offer)))).as(name).isPresent();
    }

    @Test
    void clientTakesAnAnswerThatFitsAnyOfItsOffers() {
        List<ExtensionHeader> offers = List.of(header("server_max_window_bits=10"), header(""));
        assertThat(DEFAULT.confirm(header(""), offers)).isPresent();
        assertThat(DEFAULT.confirm(header(""), offers.subList(0, 1))).isEmpty();
    }

    // --- What was agreed is what is done

    @ParameterizedTest(name = "offer {0}, answer {1}: {2} bits, takeover {3}")
    @CsvSource(delimiter = '|', value = {
        "client_max_window_bits                              | client_max_window_bits=10                  | 10 | true",
        "client_max_window_bits=9                            |                                            |  9 | true",
        "client_max_window_bits=9                            | client_max_window_bits=12                  |  9 | true",
        "                                                    |                                            | 15 | true",
        "                                                    | client_no_context_takeover                 | 15 | false",
        "client_no_context_takeover                          |                                            | 15 | false",
        "client_max_window_bits                              | client_max_window_bits=8; client_no_context_takeover | 8 | false",
    })
    void clientSendsAsAgreed(String offer, String answer, int bits, boolean takeover) throws Exception {
        Extension extension = DEFAULT.confirm(header(answer), List.of(header(offer))).orElseThrow();
        assertSendsWith(extension, bits, takeover);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "                                                    | 15 | true",
        "server_max_window_bits=9                            |  9 | true",
        "server_no_context_takeover                          | 15 | false",
        "server_no_context_takeover; server_max_window_bits=8|  8 | false",
        "client_no_context_takeover; client_max_window_bits=8| 15 | true",
    })
    void serverSendsAsAgreed(String offer, int bits, boolean takeover) throws Exception {
        assertSendsWith(DEFAULT.accept(header(offer)).orElseThrow(), bits, takeover);
    }

    /** Shows the window by the distances of matches, and takeover by whether a second message refers to the first. */
    private static void assertSendsWith(Extension extension, int bits, boolean takeover) throws Exception {
        PayloadTransform.Outbound sender = extension.openOutbound();
        ReferenceInflater reference = new ReferenceInflater();
        Random random = new Random(bits);
        int period = (1 << bits) * 2 / 3;
        for (int i = 0; i < 5; i++) {
            reference.message(Payloads.deflate(sender, Payloads.periodic(random, period, 4 * period)));
        }
        assertThat(reference.maxDistance()).isBetween(1 << bits - 1, 1 << bits);
        byte[] noise = Payloads.random(random, 100);
        Payloads.deflate(sender, noise);
        assertThat(Payloads.deflate(sender, noise).length < 50).isEqualTo(takeover);
        sender.release();
    }

    @Test
    void receiverKeepsAContextOnlyWhereThePeerDoes() throws Exception {
        byte[] first = Payloads.hex("f2 48 cd c9 c9 07 00");
        byte[] second = Payloads.hex("f2 00 11 00 00");
        PayloadTransform.Inbound server = DEFAULT.accept(header("server_no_context_takeover")).orElseThrow().openInbound();
        Payloads.inflate(server, first);
        assertThat(Payloads.inflate(server, second)).asString().isEqualTo("Hello");

        Optional<Extension> client = DEFAULT.confirm(header("client_no_context_takeover"), List.of(header("")));
        PayloadTransform.Inbound receiver = client.orElseThrow().openInbound();
        Payloads.inflate(receiver, first);
        assertThat(Payloads.inflate(receiver, second)).asString().isEqualTo("Hello");
    }

    @Test
    void reservedBitIsRsv1() {
        assertThat(DEFAULT.name()).isEqualTo("permessage-deflate");
        assertThat(DEFAULT.accept(header("")).orElseThrow().reservedBits()).isEqualTo(Extension.RSV1);
    }
}
