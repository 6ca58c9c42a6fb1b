package dev.bosphorus.container.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7692: negotiation row by row, and what is on the wire. */
class PerMessageDeflateTest {

    private static final PerMessageDeflate DEFLATE = new PerMessageDeflate();

    private static ExtensionHeader header(String text) {
        return ExtensionHeader.parse(List.of(text)).get(0);
    }

    // ---- Server: what an offer is answered with --------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "permessage-deflate | permessage-deflate",
        "permessage-deflate; server_no_context_takeover | permessage-deflate; server_no_context_takeover",
        "permessage-deflate; client_no_context_takeover | permessage-deflate; client_no_context_takeover",
        "permessage-deflate; client_max_window_bits | permessage-deflate",
        "permessage-deflate; client_max_window_bits=10 | permessage-deflate; client_max_window_bits=10",
        "permessage-deflate; server_max_window_bits=8 | permessage-deflate; server_max_window_bits=8",
        "permessage-deflate; server_max_window_bits=15 | permessage-deflate; server_max_window_bits=15",
        "permessage-deflate; server_max_window_bits=\"12\" | permessage-deflate; server_max_window_bits=12",
    })
    void offerIsAccepted(String offer, String answer) {
        assertThat(DEFLATE.accept(header(offer)).map(extension -> extension.agreed().toString())).contains(answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "permessage-deflate; unknown",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
        "permessage-deflate; client_no_context_takeover=1",
        "permessage-deflate; server_no_context_takeover=x",
        "permessage-deflate; server_max_window_bits",
        "permessage-deflate; server_max_window_bits=7",
        "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=08",
        "permessage-deflate; server_max_window_bits=ten",
        "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; client_max_window_bits=16",
        "permessage-deflate; client_max_window_bits; client_max_window_bits=9",
    })
    void offerIsDeclined(String offer) {
        assertThat(DEFLATE.accept(header(offer))).isEmpty();
    }

    @Test
    void theFirstAcceptableOfferCounts() {
        List<ExtensionHeader> offers = ExtensionHeader.parse(List.of(
                "permessage-deflate; unknown, x-other", "permessage-deflate; server_max_window_bits=9, permessage-deflate"));
        assertThat(Negotiation.accept(offers, List.of(DEFLATE))).extracting(Extension::agreed).extracting(Object::toString)
                .containsExactly("permessage-deflate; server_max_window_bits=9");
    }

    @Test
    void clientWindowIsLimitedOnlyWhereTheClientUnderstandsIt() {
        PerMessageDeflate small = new PerMessageDeflate(new DeflateOptions(-1, 0, true, false, 15, 10, 1));
        assertThat(small.accept(header("permessage-deflate")).orElseThrow().agreed())
                .hasToString("permessage-deflate; client_no_context_takeover");
        assertThat(small.accept(header("permessage-deflate; client_max_window_bits")).orElseThrow().agreed())
                .hasToString("permessage-deflate; client_no_context_takeover; client_max_window_bits=10");
    }

    // ---- Client: what an answer is taken as ------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "permessage-deflate | permessage-deflate | true",
        "permessage-deflate | permessage-deflate; server_no_context_takeover | true",
        "permessage-deflate | permessage-deflate; client_no_context_takeover | true",
        "permessage-deflate; server_no_context_takeover | permessage-deflate | false",
        "permessage-deflate; client_max_window_bits | permessage-deflate; client_max_window_bits=9 | true",
        "permessage-deflate | permessage-deflate; client_max_window_bits=9 | false",
        "permessage-deflate; client_max_window_bits | permessage-deflate; client_max_window_bits | false",
        "permessage-deflate; server_max_window_bits=10 | permessage-deflate; server_max_window_bits=10 | true",
        "permessage-deflate; server_max_window_bits=10 | permessage-deflate; server_max_window_bits=9 | true",
        "permessage-deflate; server_max_window_bits=10 | permessage-deflate; server_max_window_bits=11 | false",
        "permessage-deflate; server_max_window_bits=10 | permessage-deflate | false",
        "permessage-deflate | permessage-deflate; server_max_window_bits=9 | true",
        "permessage-deflate | permessage-deflate; unknown=1 | false",
        "permessage-deflate | permessage-deflate; server_no_context_takeover; server_no_context_takeover | false",
    })
    void answerIsTakenOrFailsTheConnection(String offer, String answer, boolean taken) {
        assertThat(DEFLATE.confirm(header(answer), List.of(header(offer))).isPresent()).isEqualTo(taken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-other", "permessage-deflate, permessage-deflate", "permessage-deflate; unknown"})
    void answerThatDoesNotFitFailsTheConnection(String answer) {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> Negotiation.confirm(
                ExtensionHeader.parse(List.of(answer)), DEFLATE.offers(), List.of(DEFLATE)));
    }

    // ---- On the wire -------------------------------------------------------------------------------------------------

    @Test
    void examplesOfTheStandardAreRead() throws ProtocolException {
        // RFC 7692, 7.2.3.1 to 7.2.3.5
        Extension fresh = agreed("permessage-deflate");
        PayloadTransform.Inbound inbound = fresh.openInbound();
        assertThat(inflate(inbound, "f248cdc9c90700")).isEqualTo("Hello");
        assertThat(inflate(inbound, "f200110000")).as("with the window of the message before").isEqualTo("Hello");
        assertThat(inflate(agreed("permessage-deflate").openInbound(), "000500faff48656c6c6f00")).isEqualTo("Hello");
        assertThat(inflate(agreed("permessage-deflate").openInbound(), "f348cdc9c9070000")).as("BFINAL").isEqualTo("Hello");
        assertThat(inflate(agreed("permessage-deflate").openInbound(), "f24805000000ffffcac9c90700"))
                .as("two blocks").isEqualTo("Hello");
    }

    @Test
    void smallMessagesPassUnchangedWhereAskedFor() {
        PerMessageDeflate sparing = new PerMessageDeflate(new DeflateOptions(-1, 100, true, true, 15, 15, 1));
        Extension extension = sparing.accept(header("permessage-deflate")).orElseThrow();
        assertThat(extension.openOutbound().begin(99, true)).isZero();
        assertThat(extension.openOutbound().begin(99, false)).as("more may follow").isEqualTo(Extension.RSV1);
        assertThat(extension.openOutbound().begin(100, true)).isEqualTo(Extension.RSV1);
    }

    private static Extension agreed(String offer) {
        return DEFLATE.accept(header(offer)).orElseThrow();
    }

    private static String inflate(PayloadTransform.Inbound inbound, String hex) throws ProtocolException {
        ByteBuffer in = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
        ByteBuffer out = ByteBuffer.allocate(100);
        assertThat(inbound.begin(Extension.RSV1)).isTrue();
        assertThat(inbound.transform(in, true, out)).isTrue();
        return StandardCharsets.UTF_8.decode(out.flip()).toString();
    }
}
