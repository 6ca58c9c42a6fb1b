package dev.bosphorus.container.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.embedded.TransportKind;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link Encoder} and {@link Decoder} in each of their forms. */
@ParameterizedClass
@MethodSource("dev.bosphorus.container.api.Deployed#kinds")
class CodecApiTest {

    /** A message; each has its own form. */
    public record Word(String text) {
    }

    public record Line(String text) {
    }

    public record Blob(String text) {
    }

    public record Dump(String text) {
    }

    /** A type that nothing can be made of. */
    public record Broken(String text) {
    }

    /** Notes its end in the properties of the configuration that it was initialised with. */
    public abstract static class Codec implements Encoder, Decoder {
        private EndpointConfig config;

        @Override
        public void init(EndpointConfig its) {
            config = its;
        }

        @Override
        public void destroy() {
            if (config.getUserProperties().get("ended") instanceof CountDownLatch ended) {
                ended.countDown();
            }
        }
    }

    public static class Words extends Codec implements Encoder.Text<Word>, Decoder.Text<Word> {
        @Override
        public String encode(Word word) {
            return "word " + word.text();
        }

        @Override
        public boolean willDecode(String text) {
            return text.startsWith("word ");
        }

        @Override
        public Word decode(String text) throws DecodeException {
            if (text.endsWith("bad")) {
                throw new DecodeException(text, "a bad word");
            }
            return new Word(text.substring("word ".length()));
        }
    }

    public static class Lines extends Codec implements Encoder.TextStream<Line>, Decoder.TextStream<Line> {
        @Override
        public void encode(Line line, Writer writer) throws IOException {
            writer.write(line.text() + "\n");
        }

        @Override
        public Line decode(Reader reader) throws IOException {
            return new Line(new BufferedReader(reader).readLine());
        }
    }

    public static class Blobs extends Codec implements Encoder.Binary<Blob>, Decoder.Binary<Blob> {
        @Override
        public ByteBuffer encode(Blob blob) {
            return StandardCharsets.UTF_8.encode(blob.text());
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return bytes.remaining() > 0;
        }

        @Override
        public Blob decode(ByteBuffer bytes) throws DecodeException {
            if (bytes.get(bytes.position()) == 0) {
                throw new DecodeException(bytes, "a bad blob", new IOException("zero"));
            }
            return new Blob(StandardCharsets.UTF_8.decode(bytes).toString());
        }
    }

    public static class Dumps extends Codec implements Encoder.BinaryStream<Dump>, Decoder.BinaryStream<Dump> {
        @Override
        public void encode(Dump dump, OutputStream stream) throws IOException {
            stream.write(dump.text().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Dump decode(InputStream stream) throws IOException {
            return new Dump(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    public static class BrokenEncoder implements Encoder.Text<Broken> {
        @Override
        public String encode(Broken broken) throws EncodeException {
            throw new EncodeException(broken, "it is broken");
        }
    }

    @ServerEndpoint(value = "/words", encoders = {Words.class, Lines.class}, decoders = Words.class)
    public static class WordEndpoint {
        @OnMessage
        public Object word(Word word) {
            return word.text().equals("line") ? new Line("a line") : new Word(word.text() + "!");
        }
    }

    @Parameter
    TransportKind kind;

    @RegisterExtension
    final Deployed deployed = new Deployed(() -> kind, builder -> builder.endpoints(WordEndpoint.class)
            .endpoint(deployed().pairsAt("/coded").encoders(ENCODERS).decoders(DECODERS).build()));

    private static final List<Class<? extends Encoder>> ENCODERS =
            List.of(Words.class, Lines.class, Blobs.class, Dumps.class, BrokenEncoder.class);
    private static final List<Class<? extends Decoder>> DECODERS =
            List.of(Words.class, Lines.class, Blobs.class, Dumps.class);

    private Deployed deployed() {
        return deployed;
    }

    private Pair coded() throws Exception {
        return deployed.pair("/coded", ClientEndpointConfig.Builder.create().encoders(ENCODERS).decoders(DECODERS).build());
    }

    @Test
    void textGoesThroughTextCodecs() throws Exception {
        coded().bothWays((side, peer) -> {
            peer.session().addMessageHandler(Word.class, peer::got);
            side.session().getBasicRemote().sendObject(new Word("hello"));
            assertThat(peer.next()).isEqualTo(new Word("hello"));
        });
    }

    @Test
    void textGoesThroughStreamCodecs() throws Exception {
        coded().bothWays((side, peer) -> {
            peer.session().addMessageHandler(Line.class, peer::got);
            side.session().getAsyncRemote().sendObject(new Line("hello")).get();
            assertThat(peer.next()).isEqualTo(new Line("hello"));
        });
    }

    @Test
    void bytesGoThroughBinaryCodecs() throws Exception {
        coded().bothWays((side, peer) -> {
            peer.session().addMessageHandler(Blob.class, peer::got);
            side.session().getBasicRemote().sendObject(new Blob("hello"));
            assertThat(peer.next()).isEqualTo(new Blob("hello"));
        });
    }

    @Test
    void bytesGoThroughStreamCodecs() throws Exception {
        coded().bothWays((side, peer) -> {
            peer.session().addMessageHandler(Dump.class, peer::got);
            side.session().getBasicRemote().sendObject(new Dump("hello"));
            assertThat(peer.next()).isEqualTo(new Dump("hello"));
        });
    }

    @Test
    void textThatNoDecoderWantsIsADecodeExceptionWithTheText() throws Exception {
        coded().bothWays((side, peer) -> {
            peer.session().addMessageHandler(Word.class, peer::got);
            side.session().getBasicRemote().sendText("no word");
            assertThat(peer.nextError()).isInstanceOfSatisfying(DecodeException.class, failure -> {
                assertThat(failure.getText()).isEqualTo("no word");
                assertThat(failure.getBytes()).isNull();
            });
        });
    }

    @Test
    void aDecodersOwnExceptionReachesOnErrorAndTheNextMessageComes() throws Exception {
        coded().bothWays((side, peer) -> {
            peer.session().addMessageHandler(Word.class, peer::got);
            side.session().getBasicRemote().sendText("word bad");
            side.session().getBasicRemote().sendText("word good");
            assertThat(peer.nextError()).isInstanceOf(DecodeException.class).hasMessage("a bad word");
            assertThat(peer.next()).isEqualTo(new Word("good"));
        });
    }

    @Test
    void bytesThatCannotBeDecodedAreADecodeExceptionWithTheBytes() throws Exception {
        coded().bothWays((side, peer) -> {
            peer.session().addMessageHandler(Blob.class, peer::got);
            side.session().getBasicRemote().sendBinary(ByteBuffer.allocate(2));
            assertThat(peer.nextError()).isInstanceOfSatisfying(DecodeException.class, failure -> {
                assertThat(failure.getBytes()).isEqualTo(ByteBuffer.allocate(2));
                assertThat(failure.getText()).isNull();
                assertThat(failure).hasMessage("a bad blob").hasRootCauseMessage("zero");
            });
        });
    }

    @Test
    void anEncodersExceptionReachesTheSender() throws Exception {
        Broken broken = new Broken("x");
        coded().bothWays((side, peer) -> assertThatExceptionOfType(EncodeException.class)
                .isThrownBy(() -> side.session().getBasicRemote().sendObject(broken)).withMessage("it is broken")
                .satisfies(failure -> assertThat(failure.getObject()).isSameAs(broken)));
    }

    @Test
    void codecsAreInitialisedWithTheConfigurationAndDestroyedWithTheSession() throws Exception {
        Pair pair = coded();
        CountDownLatch ended = new CountDownLatch(4);
        pair.sides().forEach(side -> side.config.getUserProperties().put("ended", ended));
        pair.bothWays((side, peer) -> {
            peer.session().addMessageHandler(Word.class, peer::got);
            side.session().getBasicRemote().sendObject(new Word("x"));
            assertThat(peer.next()).isEqualTo(new Word("x"));
        });
        assertThat(ended.getCount()).isEqualTo(4);
        pair.client().session().close();
        assertThat(ended.await(20, TimeUnit.SECONDS)).as("an encoder and a decoder on each side").isTrue();
    }

    @Test
    void annotatedMethodsTakeAndReturnCodedTypes() throws Exception {
        Side client = deployed.connect("/words");
        client.session().getBasicRemote().sendText("word line");
        assertThat(client.next()).isEqualTo("a line\n");
    }
}
