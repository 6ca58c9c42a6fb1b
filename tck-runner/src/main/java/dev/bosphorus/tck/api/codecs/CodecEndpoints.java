package dev.bosphorus.tck.api.codecs;

import dev.bosphorus.tck.api.Notes;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.EncodeException;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What {@link CodecTests} deploys. */
public final class CodecEndpoints {

    private CodecEndpoints() {
    }

    /** Deploys all. */
    public static class Config implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> scanned) {
            return Set.of(ServerEndpointConfig.Builder.create(Programmatic.class, "/programmatic")
                    .encoders(List.of(WordCodec.class, BlobCodec.class)).decoders(List.of(WordCodec.class, BlobCodec.class)).build());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return scanned;
        }
    }

    // ---- Types and their codecs ----------------------------------------------------------------------------------

    /** Has a text codec. */
    public static class Word {
        final String text;

        Word(String text) {
            this.text = text;
        }
    }

    /** Has no codec of its own. */
    public static class LongWord extends Word {
        LongWord(String text) {
            super(text + " is long");
        }
    }

    /** Has a text codec with streams. */
    public record Line(String text) {
    }

    /** Has a binary codec. */
    public record Blob(String text) {
    }

    /** Has a binary codec with streams. */
    public record Dump(String text) {
    }

    /** Either way; the defaults of the two interfaces for their life would be in each other's way. */
    public abstract static class Codec implements Encoder, Decoder {
        @Override
        public void init(EndpointConfig config) {
            // Most need nothing.
        }

        @Override
        public void destroy() {
            // Most hold nothing.
        }
    }

    /** Text in brackets. */
    public static class WordCodec extends Codec implements Encoder.Text<Word>, Decoder.Text<Word> {
        @Override
        public String encode(Word word) throws EncodeException {
            if (word.text.equals("unencodable")) {
                throw new EncodeException(word, "of the encoder");
            }
            return "[" + word.text + "]";
        }

        @Override
        public boolean willDecode(String text) {
            return text.startsWith("[");
        }

        @Override
        public Word decode(String text) throws DecodeException {
            if (text.equals("[bad]")) {
                throw new DecodeException(text, "of the decoder");
            }
            if (text.equals("[worse]")) {
                throw new IllegalStateException("of the decoder");
            }
            return new Word(text.substring(1, text.length() - 1));
        }
    }

    /** Text as it is, by streams. */
    public static class LineCodec extends Codec implements Encoder.TextStream<Line>, Decoder.TextStream<Line> {
        @Override
        public void encode(Line line, Writer writer) throws IOException {
            writer.write("line ");
            writer.write(line.text());
        }

        @Override
        public Line decode(Reader reader) throws IOException {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return new Line(text.toString());
        }
    }

    /** UTF-8. */
    public static class BlobCodec extends Codec implements Encoder.Binary<Blob>, Decoder.Binary<Blob> {
        @Override
        public ByteBuffer encode(Blob blob) {
            return StandardCharsets.UTF_8.encode("blob " + blob.text());
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return bytes.get(bytes.position()) != 'D';
        }

        @Override
        public Blob decode(ByteBuffer bytes) throws DecodeException {
            if (bytes.get(bytes.position()) == 0) {
                throw new DecodeException(bytes, "of the decoder");
            }
            return new Blob(StandardCharsets.UTF_8.decode(bytes).toString());
        }
    }

    /** UTF-8, by streams. */
    public static class DumpCodec extends Codec implements Encoder.BinaryStream<Dump>, Decoder.BinaryStream<Dump> {
        @Override
        public void encode(Dump dump, OutputStream stream) throws IOException {
            stream.write("dump ".getBytes(StandardCharsets.UTF_8));
            stream.write(dump.text().getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Dump decode(InputStream stream) throws IOException {
            return new Dump(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Numbers with a mark, in place of the platform's. */
    public static class NumberCodec extends Codec implements Encoder.Text<Integer>, Decoder.Text<Integer> {
        @Override
        public String encode(Integer number) {
            return "number " + number;
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Integer decode(String text) {
            return text.length();
        }
    }

    /** Tells of its life, and notes its end by the path of its endpoint. */
    public abstract static class LivingCodec extends Codec {
        private String life = "made";
        private String name;
        private int count;

        @Override
        public void init(EndpointConfig config) {
            name = ((ServerEndpointConfig) config).getPath().substring(1);
            life += " initialised";
        }

        String life() {
            return life + " " + ++count;
        }

        @Override
        public void destroy() {
            Notes.add(name, "destroyed");
        }
    }

    /** Decodes to its own life. */
    public static class LivingDecoder extends LivingCodec implements Decoder.Text<Line> {
        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Line decode(String text) {
            return new Line(life());
        }
    }

    /** Adds its own life. */
    public static class LivingEncoder extends LivingCodec implements Encoder.Text<Line> {
        @Override
        public String encode(Line line) {
            return line.text() + ", " + life();
        }
    }

    // ---- Endpoints -----------------------------------------------------------------------------------------------

    private static void say(Session session, Throwable error) {
        String what = error.getClass().getSimpleName() + " " + error.getMessage();
        if (error instanceof DecodeException e) {
            what += e.getText() != null ? " text " + e.getText() : " bytes " + e.getBytes().remaining();
        }
        session.getAsyncRemote().sendText(what);
    }

    /** Text by {@code Encoder.Text} and {@code Decoder.Text}. */
    @ServerEndpoint(value = "/word", encoders = WordCodec.class, decoders = WordCodec.class)
    public static class Words {
        @OnMessage
        public Word message(Word word) {
            return word.text.equals("long") ? new LongWord("it") : word;
        }

        @OnError
        public void failed(Session session, Throwable error) {
            say(session, error);
        }
    }

    /** Text by streams. */
    @ServerEndpoint(value = "/line", encoders = LineCodec.class, decoders = LineCodec.class)
    public static class Lines {
        @OnMessage
        public Line message(Line line) {
            return line;
        }
    }

    /** Binary messages by buffers. */
    @ServerEndpoint(value = "/blob", encoders = BlobCodec.class, decoders = BlobCodec.class)
    public static class Blobs {
        @OnMessage
        public Blob message(Blob blob) {
            return blob;
        }

        @OnError
        public void failed(Session session, Throwable error) {
            say(session, error);
        }
    }

    /** Binary messages by streams. */
    @ServerEndpoint(value = "/dump", encoders = DumpCodec.class, decoders = DumpCodec.class)
    public static class Dumps {
        @OnMessage
        public Dump message(Dump dump) {
            return dump;
        }
    }

    /** One codec of text and one of binary messages. */
    @ServerEndpoint(value = "/both", encoders = {LineCodec.class, BlobCodec.class}, decoders = {LineCodec.class, BlobCodec.class})
    public static class Both {
        @OnMessage
        public Line text(Line line) {
            return line;
        }

        @OnMessage
        public Blob bytes(Blob blob) {
            return blob;
        }
    }

    /** Numbers by a codec of the application. */
    @ServerEndpoint(value = "/number", encoders = NumberCodec.class, decoders = NumberCodec.class)
    public static class Numbers {
        @OnMessage
        public int message(Integer number) {
            return number + 1;
        }
    }

    /** Whose codecs tell of their life. */
    @ServerEndpoint(value = "/living", encoders = LivingEncoder.class, decoders = LivingDecoder.class)
    public static class Living {
        @OnMessage
        public Line message(Line line) {
            return line;
        }
    }

    /** The codecs' life again, for its end. */
    @ServerEndpoint(value = "/ending", encoders = LivingEncoder.class, decoders = LivingDecoder.class)
    public static class Ending {
        @OnMessage
        public Line message(Line line) {
            return line;
        }
    }

    /** Sends objects by each way. */
    @ServerEndpoint(value = "/sending/{how}", encoders = {WordCodec.class, LineCodec.class, BlobCodec.class, DumpCodec.class})
    public static class Sending {
        @OnMessage
        public String message(String type, Session session, @PathParam("how") String how) throws IOException, EncodeException {
            Object object = switch (type) {
                case "word" -> new Word("w");
                case "long word" -> new LongWord("w");
                case "line" -> new Line("l");
                case "blob" -> new Blob("b");
                case "dump" -> new Dump("d");
                default -> new Word(type);
            };
            if (how.equals("async")) {
                session.getAsyncRemote().sendObject(object);
                return null;
            }
            try {
                session.getBasicRemote().sendObject(object);
                return null;
            } catch (EncodeException e) {
                return e.getMessage() + " " + (e.getObject() == object);
            }
        }
    }

    /** Handlers of coded types, by a configuration. */
    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(Word.class, word -> session.getAsyncRemote().sendObject(word));
            session.addMessageHandler(Blob.class, blob -> session.getAsyncRemote().sendObject(blob));
        }

        @Override
        public void onError(Session session, Throwable error) {
            say(session, error);
        }
    }
}
