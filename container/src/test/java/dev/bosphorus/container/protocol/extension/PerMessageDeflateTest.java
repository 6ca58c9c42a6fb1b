package dev.bosphorus.container.protocol.extension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.protocol.frame.ProtocolException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.Deflater;
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
        PerMessageDeflate small = new PerMessageDeflate(new DeflateOptions(-1, 0, true, false, 15, 10));
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
        assertThat(inflate(agreed("permessage-deflate").openInbound(), "f248050000 00ffffcac9c90700".replace(" ", "")))
                .as("two blocks").isEqualTo("Hello");
    }

    @Test
    void emptyMessageIsOneByte() throws ProtocolException {
        PayloadTransform.Outbound outbound = agreed("permessage-deflate").openOutbound();
        for (int i = 0; i < 3; i++) {
            assertThat(deflate(outbound, new byte[0], 8192, 1)).containsExactly(0);
        }
        assertThat(inflate(agreed("permessage-deflate").openInbound(), "00")).isEmpty();
    }

    @Test
    void contextIsTakenOverUnlessAgreedOtherwise() throws ProtocolException {
        byte[] text = random(7, 300, 256);
        PayloadTransform.Outbound keeps = agreed("permessage-deflate").openOutbound();
        int first = deflate(keeps, text, 8192, 1).length;
        assertThat(deflate(keeps, text, 8192, 1).length).isLessThan(first / 4);
        PayloadTransform.Outbound forgets = agreed("permessage-deflate; server_no_context_takeover").openOutbound();
        assertThat(deflate(forgets, text, 8192, 1)).isEqualTo(deflate(forgets, text, 8192, 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14, 15})
    void noMatchReachesFurtherBackThanTheAgreedWindow(int bits) throws ProtocolException {
        for (String takeover : List.of("", "; server_no_context_takeover")) {
            Extension extension = agreed("permessage-deflate; server_max_window_bits=" + bits + takeover);
            PayloadTransform.Outbound outbound = extension.openOutbound();
            DistanceInflater independent = new DistanceInflater();
            Random random = new Random(bits);
            for (int message = 0; message < 12; message++) {
                byte[] text = random(message % 4, random.nextInt(3 << bits), 1 + random.nextInt(60));
                byte[] payload = deflate(outbound, text, 64 + random.nextInt(5000), 1 + random.nextInt(3));
                if (!takeover.isEmpty()) {
                    independent.forget();
                }
                assertThat(independent.message(payload)).isEqualTo(text);
            }
            assertThat(independent.longestDistance()).isBetween(1, 1 << bits);
        }
    }

    @Test
    void theIndependentInflaterWouldSeeALargerWindow() {
        byte[] text = random(1, 3000, 250);
        byte[] twice = Arrays.copyOf(text, 6000);
        System.arraycopy(text, 0, twice, 3000, 3000);
        Deflater plain = new Deflater(9, true);
        plain.setInput(twice);
        byte[] out = new byte[20_000];
        int size = plain.deflate(out, 0, out.length, Deflater.SYNC_FLUSH);
        plain.end();
        DistanceInflater independent = new DistanceInflater();
        independent.message(Arrays.copyOf(out, size - 4));
        assertThat(independent.longestDistance()).isGreaterThan(2048);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 11, 15})
    void whatIsDeflatedIsInflatedHoweverItIsCut(int bits) throws ProtocolException {
        Extension server = agreed("permessage-deflate; server_max_window_bits=" + bits);
        PayloadTransform.Outbound outbound = server.openOutbound();
        PayloadTransform.Inbound inbound = new PerMessageDeflate().confirm(server.agreed(),
                List.of(header("permessage-deflate; server_max_window_bits=15"))).orElseThrow().openInbound();
        Random random = new Random(42);
        for (int message = 0; message < 60; message++) {
            byte[] text = random(message % 5, random.nextInt(4000), 1 + random.nextInt(255));
            byte[] payload = deflate(outbound, text, 20 + random.nextInt(300), 1 + random.nextInt(4));
            assertThat(inflate(inbound, payload, 1 + random.nextInt(50), 1 + random.nextInt(200))).isEqualTo(text);
        }
        outbound.release();
        inbound.release();
    }

    @Test
    void aBombIsMadeOfPiecesTheReaderCanStopAt() throws ProtocolException {
        byte[] bomb = deflate(agreed("permessage-deflate").openOutbound(), new byte[16 << 20], 8192, 1);
        assertThat(bomb.length).isLessThan(20_000);
        PayloadTransform.Inbound inbound = agreed("permessage-deflate").openInbound();
        inbound.begin(Extension.RSV1);
        ByteBuffer in = ByteBuffer.wrap(bomb);
        ByteBuffer out = ByteBuffer.allocate(1000);
        assertThat(inbound.transform(in, true, out)).isFalse();
        assertThat(out.position()).isEqualTo(1000);
        assertThat(in.remaining()).isGreaterThan(bomb.length / 2);
        inbound.release();
    }

    @Test
    void corruptDataFailsWith1007AndNothingElse() throws ProtocolException {
        byte[] good = deflate(agreed("permessage-deflate").openOutbound(), random(3, 500, 90), 8192, 1);
        int failed = 0;
        for (int i = 0; i < good.length; i++) {
            for (int flip : new int[] {1, 0x10, 0x80, 0xFF}) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) flip;
                PayloadTransform.Inbound inbound = agreed("permessage-deflate").openInbound();
                try {
                    inflate(inbound, bad, bad.length, 4096);
                } catch (ProtocolException e) {
                    assertThat(e.status().code()).isEqualTo(1007);
                    failed++;
                } finally {
                    inbound.release();
                }
            }
        }
        assertThat(failed).isPositive();
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> inflate(agreed("permessage-deflate").openInbound(), "ffffffffff"));
    }

    @Test
    void smallMessagesPassUnchangedWhereAskedFor() {
        PerMessageDeflate sparing = new PerMessageDeflate(new DeflateOptions(-1, 100, true, true, 15, 15));
        PayloadTransform.Outbound outbound = sparing.accept(header("permessage-deflate")).orElseThrow().openOutbound();
        assertThat(outbound.begin(99, true)).isZero();
        assertThat(outbound.begin(99, false)).isEqualTo(Extension.RSV1);
        assertThat(outbound.begin(100, true)).isEqualTo(Extension.RSV1);
        outbound.release();
    }

    // ---- Driving transforms ------------------------------------------------------------------------------------------

    private static Extension agreed(String offer) {
        Optional<Extension> extension = DEFLATE.accept(header(offer));
        return extension.orElseThrow();
    }

    /** Deflates a message in parts, with output buffers of that size. */
    private static byte[] deflate(PayloadTransform.Outbound outbound, byte[] message, int room, int parts)
            throws ProtocolException {
        assertThat(outbound.begin(message.length, parts == 1)).isEqualTo(Extension.RSV1);
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        for (int part = 0; part < parts; part++) {
            int from = (int) ((long) message.length * part / parts);
            int to = (int) ((long) message.length * (part + 1) / parts);
            run(outbound, ByteBuffer.wrap(message, from, to - from), part == parts - 1, room, result);
        }
        return result.toByteArray();
    }

    private static void run(PayloadTransform transform, ByteBuffer in, boolean last, int room, ByteArrayOutputStream result)
            throws ProtocolException {
        ByteBuffer out = ByteBuffer.allocate(room);
        boolean done;
        do {
            out.clear();
            done = transform.transform(in, last, out);
            result.write(out.array(), 0, out.position());
        } while (!done);
        assertThat(in.hasRemaining()).isFalse();
    }

    private static String inflate(PayloadTransform.Inbound inbound, String hex) throws ProtocolException {
        byte[] payload = HexFormat.of().parseHex(hex);
        return new String(inflate(inbound, payload, payload.length, 4096), StandardCharsets.UTF_8);
    }

    private static byte[] inflate(PayloadTransform.Inbound inbound, byte[] payload, int chunk, int room)
            throws ProtocolException {
        assertThat(inbound.begin(Extension.RSV1)).isTrue();
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        for (int from = 0; from < payload.length; from += chunk) {
            int to = Math.min(payload.length, from + chunk);
            run(inbound, ByteBuffer.wrap(payload, from, to - from), to == payload.length, room, result);
        }
        return result.toByteArray();
    }

    /** Bytes with more or less of a pattern: {@code kind} 0 repeats, others mix repeats of a word with noise. */
    private static byte[] random(int kind, int size, int alphabet) {
        Random random = new Random(31L * kind + size);
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            boolean copy = i > 40 && random.nextInt(10) > kind;
            bytes[i] = copy ? bytes[i - 1 - random.nextInt(Math.min(i - 1, 40))] : (byte) random.nextInt(alphabet);
        }
        return bytes;
    }
}
