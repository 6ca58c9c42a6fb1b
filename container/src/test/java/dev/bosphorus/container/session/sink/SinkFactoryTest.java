package dev.bosphorus.container.session.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.adapter.codec.CodecInstances;
import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.DecoderSet.DecoderModel;
import dev.bosphorus.adapter.config.ConstructorFactory;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.scan.EndpointScanner;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.DecodeException;
import jakarta.websocket.Decoder;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SinkFactoryTest {

    private final List<Object> delivered = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private boolean takesLoans;

    /** Calls the application as the session does, without a session. */
    private final Recipient recipient = new Recipient() {
        private final CodecInstances codecs =
                new CodecInstances(ClientEndpointConfig.Builder.create().build(), ConstructorFactory.INSTANCE);

        @Override
        public void deliver(Callback callback, Object message, boolean last) {
            try {
                callback.call(null, message, last);
            } catch (Throwable e) {
                failures.add(e);
            }
        }

        @Override
        public boolean takesLoans() {
            return takesLoans;
        }

        @Override
        public Decoder decoder(DecoderModel model) {
            return codecs.decoder(model);
        }
    };

    private <T> MessageSink whole(Class<T> type, List<Class<? extends Decoder>> decoders) {
        MessageHandler.Whole<T> handler = delivered::add;
        MessageTarget target = EndpointScanner.handler(type, handler, DecoderSet.of(decoders, ConstructorFactory.INSTANCE)).get(0);
        return SinkFactory.create(target, recipient);
    }

    private <T> MessageSink partial(Class<T> type) {
        MessageHandler.Partial<T> handler = (part, last) -> {
            delivered.add(part);
            delivered.add(last);
        };
        return SinkFactory.create(EndpointScanner.handler(type, handler, DecoderSet.of(List.of(), ConstructorFactory.INSTANCE)).get(0), recipient);
    }

    /** A part inside a larger buffer, as they come from the engine. */
    private static ByteBuffer part(boolean direct, byte... bytes) {
        ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(bytes.length + 7) : ByteBuffer.allocate(bytes.length + 7);
        buffer.position(3).put(bytes);
        return buffer.limit(buffer.position()).position(3).slice();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void textIsDelivered(boolean direct) {
        whole(String.class, List.of()).accept(part(direct, utf8("Grüße")), true);
        assertThat(delivered).containsExactly("Grüße");
    }

    @Test
    void textInOnePartIsDeliveredAsItIs() throws IOException {
        String text = new String("Grüße");
        whole(String.class, List.of()).accept(text);
        partial(String.class).accept(text);
        whole(Reader.class, List.of()).accept(text);
        assertThat(delivered.subList(0, 3)).containsExactly(text, text, true);
        assertThat(delivered.get(0)).isSameAs(text);
        assertThat(((Reader) delivered.get(3)).read()).isEqualTo('G');
    }

    @Test
    void emptyTextIsDelivered() {
        whole(String.class, List.of()).accept(ByteBuffer.allocate(0), true);
        assertThat(delivered).containsExactly("");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void wholeTextCutAnywhereIsDeliveredOnce(boolean direct) {
        byte[] bytes = utf8("aß€😀z");
        MessageSink sink = whole(String.class, List.of());
        for (int cut = 0; cut <= bytes.length; cut++) {
            sink.accept(part(direct, java.util.Arrays.copyOf(bytes, cut)), false);
            assertThat(delivered).isEmpty();
            sink.accept(part(direct, java.util.Arrays.copyOfRange(bytes, cut, bytes.length)), true);
            assertThat(delivered).containsExactly("aß€😀z");
            delivered.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bytesAreACopyOfExactlyTheMessage(boolean direct) {
        ByteBuffer lent = part(direct, (byte) 1, (byte) 2, (byte) 3);
        whole(byte[].class, List.of()).accept(lent.duplicate(), true);
        lent.put(0, (byte) 99);
        assertThat((byte[]) delivered.get(0)).containsExactly(1, 2, 3);
    }

    @Test
    void byteBufferIsTheApplicationsOwn() {
        ByteBuffer lent = part(false, (byte) 1, (byte) 2, (byte) 3);
        whole(ByteBuffer.class, List.of()).accept(lent.duplicate(), true);
        lent.put(0, (byte) 99);
        ByteBuffer message = (ByteBuffer) delivered.get(0);
        assertThat(message.array()).containsExactly(1, 2, 3);
        assertThat(message.arrayOffset()).isZero();
        assertThat(message.isReadOnly()).isFalse();
    }

    @Test
    void binaryInPartsIsDeliveredOnce() {
        MessageSink sink = whole(ByteBuffer.class, List.of());
        sink.accept(part(false, (byte) 1), false);
        sink.accept(part(true, (byte) 2), false);
        sink.accept(part(false, (byte) 3), true);
        assertThat(delivered).containsExactly(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        assertThat(((ByteBuffer) delivered.get(0)).array()).hasSize(3);
    }

    @Test
    void nothingIsKeptBetweenMessages() {
        MessageSink sink = whole(byte[].class, List.of());
        sink.accept(part(false, (byte) 1), false);
        sink.accept(part(false, (byte) 2), true);
        sink.accept(part(false, (byte) 3), true);
        assertThat((byte[]) delivered.get(1)).containsExactly(3);
    }

    @Test
    void readerHasTheWholeText() throws IOException {
        MessageSink sink = whole(Reader.class, List.of());
        sink.accept(part(false, utf8("one ")), false);
        sink.accept(part(false, utf8("two")), true);
        char[] text = new char[10];
        assertThat(new String(text, 0, ((Reader) delivered.get(0)).read(text))).isEqualTo("one two");
    }

    @Test
    void inputStreamHasTheWholeMessage() throws IOException {
        MessageSink sink = whole(InputStream.class, List.of());
        sink.accept(part(false, (byte) 1), false);
        sink.accept(part(false, (byte) 2), true);
        assertThat(((InputStream) delivered.get(0)).readAllBytes()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void partialTextNeverHoldsHalfACodePoint(boolean direct) {
        byte[] bytes = utf8("aß€😀z");
        for (int first = 0; first <= bytes.length; first++) {
            for (int second = first; second <= bytes.length; second++) {
                MessageSink sink = partial(String.class);
                sink.accept(part(direct, java.util.Arrays.copyOf(bytes, first)), false);
                sink.accept(part(direct, java.util.Arrays.copyOfRange(bytes, first, second)), false);
                sink.accept(part(direct, java.util.Arrays.copyOfRange(bytes, second, bytes.length)), true);
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < delivered.size(); i += 2) {
                    assertThat((String) delivered.get(i)).doesNotContain("\uFFFD");
                    assertThat(delivered.get(i + 1)).isEqualTo(i == delivered.size() - 2);
                    all.append(delivered.get(i));
                }
                assertThat(all).hasToString("aß€😀z");
                delivered.clear();
            }
        }
    }

    @Test
    void partialTextWithNothingCompleteIsNotDelivered() {
        MessageSink sink = partial(String.class);
        sink.accept(part(false, (byte) 0xF0), false);
        sink.accept(part(false, (byte) 0x9F), false);
        sink.accept(part(false, (byte) 0x98), false);
        assertThat(delivered).isEmpty();
        sink.accept(part(false, (byte) 0x80), true);
        assertThat(delivered).containsExactly("😀", true);
    }

    @Test
    void emptyLastPartOfTextIsDelivered() {
        MessageSink sink = partial(String.class);
        sink.accept(part(false, utf8("a")), false);
        sink.accept(ByteBuffer.allocate(0), true);
        assertThat(delivered).containsExactly("a", false, "", true);
    }

    @Test
    void partialBytesComeAsTheyArriveAndMayBeKept() {
        MessageSink sink = partial(byte[].class);
        ByteBuffer lent = part(false, (byte) 1, (byte) 2);
        sink.accept(lent.duplicate(), false);
        lent.put(0, (byte) 99);
        sink.accept(part(true, (byte) 3), true);
        assertThat((byte[]) delivered.get(0)).containsExactly(1, 2);
        assertThat(delivered.get(1)).isEqualTo(false);
        assertThat((byte[]) delivered.get(2)).containsExactly(3);
        assertThat(delivered.get(3)).isEqualTo(true);
    }

    @Test
    void partialBuffersMayBeKept() {
        MessageSink sink = partial(ByteBuffer.class);
        ByteBuffer lent = part(false, (byte) 1);
        sink.accept(lent.duplicate(), true);
        lent.put(0, (byte) 99);
        assertThat(delivered).containsExactly(ByteBuffer.wrap(new byte[] {1}), true);
    }

    @Test
    void pongDataMayBeKept() {
        MessageSink sink = whole(PongMessage.class, List.of());
        ByteBuffer lent = part(false, (byte) 4, (byte) 2);
        sink.accept(lent.duplicate(), true);
        lent.put(0, (byte) 99);
        assertThat(((PongMessage) delivered.get(0)).getApplicationData()).isEqualTo(ByteBuffer.wrap(new byte[] {4, 2}));
    }

    // ---- Decoders ------------------------------------------------------------------------------------------------

    record Word(String text, String decoder) {
    }

    public static class OnlyUpper implements Decoder.Text<Word> {
        @Override
        public Word decode(String text) {
            return new Word(text, "upper");
        }

        @Override
        public boolean willDecode(String text) {
            return text.equals(text.toUpperCase(java.util.Locale.ROOT));
        }
    }

    public static class NotEmpty implements Decoder.Text<Word> {
        @Override
        public Word decode(String text) {
            return new Word(text, "any");
        }

        @Override
        public boolean willDecode(String text) {
            return !text.isEmpty();
        }
    }

    public static class Greedy implements Decoder.Binary<Word> {
        static final List<Integer> ARRAYS = new ArrayList<>();

        @Override
        public Word decode(ByteBuffer bytes) {
            ARRAYS.add(bytes.array().length);
            ARRAYS.add(bytes.arrayOffset() + bytes.position());
            return new Word(StandardCharsets.UTF_8.decode(bytes).toString(), "binary");
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            boolean will = bytes.get() != 0;
            bytes.position(bytes.limit());
            return will;
        }
    }

    public static class Characters implements Decoder.TextStream<Word> {
        @Override
        public Word decode(Reader reader) throws DecodeException, IOException {
            int first = reader.read();
            if (first == '!') {
                throw new IOException("not to be read");
            }
            return new Word(Character.toString(first), "reader");
        }
    }

    public static class Octets implements Decoder.BinaryStream<Word> {
        @Override
        public Word decode(InputStream stream) throws IOException {
            return new Word(String.valueOf(stream.readAllBytes().length), "stream");
        }
    }

    public static class Broken implements Decoder.Text<Word> {
        @Override
        public Word decode(String text) {
            throw new StackOverflowError("as bad as it gets");
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    @Test
    void firstDecoderThatIsWillingDecodes() {
        MessageSink sink = whole(Word.class, List.of(OnlyUpper.class, NotEmpty.class));
        sink.accept(part(false, utf8("ABC")), true);
        sink.accept(part(false, utf8("abc")), true);
        assertThat(delivered).containsExactly(new Word("ABC", "upper"), new Word("abc", "any"));
    }

    @Test
    void textThatNoDecoderWantsIsADecodeExceptionWithTheText() {
        whole(Word.class, List.of(NotEmpty.class)).accept(ByteBuffer.allocate(0), true);
        assertThat(delivered).isEmpty();
        assertThat(failures).singleElement().isInstanceOfSatisfying(DecodeException.class,
                e -> assertThat(e.getText()).isEmpty());
    }

    @Test
    void binaryThatNoDecoderWantsIsADecodeExceptionWithTheBytes() {
        whole(Word.class, List.of(Greedy.class)).accept(part(false, (byte) 0, (byte) 5), true);
        assertThat(failures).singleElement().isInstanceOfSatisfying(DecodeException.class,
                e -> assertThat(e.getBytes()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 5})));
    }

    @Test
    void binaryDecodersGetAnArrayOfExactLengthAndAFreshPosition() {
        Greedy.ARRAYS.clear();
        MessageSink sink = whole(Word.class, List.of(Greedy.class));
        sink.accept(part(false, utf8("hello")), true);
        sink.accept(part(true, utf8("he")), false);
        sink.accept(part(true, utf8("llo")), true);
        assertThat(delivered).containsExactly(new Word("hello", "binary"), new Word("hello", "binary"));
        assertThat(Greedy.ARRAYS).containsExactly(5, 0, 5, 0);
    }

    @Test
    void streamDecodersReadTheMessage() {
        whole(Word.class, List.of(Characters.class)).accept(part(false, utf8("xyz")), true);
        whole(Word.class, List.of(Octets.class)).accept(part(false, (byte) 1, (byte) 2), true);
        assertThat(delivered).containsExactly(new Word("x", "reader"), new Word("2", "stream"));
    }

    @Test
    void whatDecodersThrowGoesTheWayOfTheApplicationsErrors() {
        whole(Word.class, List.of(Characters.class)).accept(part(false, utf8("!")), true);
        whole(Word.class, List.of(Broken.class)).accept(part(false, utf8("x")), true);
        assertThat(failures).hasExactlyElementsOfTypes(IOException.class, StackOverflowError.class);
        assertThat(delivered).isEmpty();
    }

    @Test
    void primitivesHaveADecoder() {
        whole(Integer.class, List.of()).accept(part(false, utf8("42")), true);
        whole(Boolean.class, List.of()).accept(part(false, utf8("true")), true);
        whole(Integer.class, List.of()).accept(part(false, utf8("many")), true);
        assertThat(delivered).containsExactly(42, true);
        assertThat(failures).hasExactlyElementsOfTypes(DecodeException.class);
    }

    @Test
    void lentMessagesInPartsMayFollowOneAnotherInTheSameArray() {
        takesLoans = true;
        List<byte[]> seen = new ArrayList<>();
        MessageHandler.Whole<ByteBuffer> handler = lent -> seen.add(Bytes.copy(lent));
        MessageSink sink = SinkFactory.create(
                EndpointScanner.handler(ByteBuffer.class, handler, DecoderSet.of(List.of(), ConstructorFactory.INSTANCE)).get(0), recipient);
        for (int i = 1; i <= 3; i++) {
            byte[] half = new byte[SpareArrays.MIN_BYTES];
            Arrays.fill(half, (byte) i);
            sink.accept(ByteBuffer.wrap(half), false);
            sink.accept(ByteBuffer.wrap(half, 0, half.length - i), true);
        }
        assertThat(seen).hasSize(3);
        for (int i = 1; i <= 3; i++) {
            byte[] expected = new byte[2 * SpareArrays.MIN_BYTES - i];
            Arrays.fill(expected, (byte) i);
            assertThat(seen.get(i - 1)).isEqualTo(expected);
        }
    }

    @Test
    void aBufferOfOnePartIsTheApplicationsOwn() {
        ByteBuffer part = part(false, (byte) 1, (byte) 2);
        whole(ByteBuffer.class, List.of()).accept(part, true);
        part.put(0, (byte) 9);
        assertThat(delivered).containsExactly(ByteBuffer.wrap(new byte[] {1, 2}));
    }

    /** "since they may be recycled by the implementation", as the Javadoc of {@code MessageHandler} has it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aBufferThatIsLentIsEmptyAfterTheCallback(boolean inParts) {
        takesLoans = true;
        List<ByteBuffer> seen = new ArrayList<>();
        MessageHandler.Whole<ByteBuffer> handler = message -> {
            delivered.add(ByteBuffer.allocate(message.remaining()).put(message.duplicate()).flip());
            seen.add(message);
        };
        MessageSink sink = SinkFactory.create(EndpointScanner.handler(ByteBuffer.class, handler,
                DecoderSet.of(List.of(), ConstructorFactory.INSTANCE)).get(0), recipient);
        if (inParts) {
            sink.accept(part(true, (byte) 1), false);
            sink.accept(part(true, (byte) 2), true);
        } else {
            sink.accept(part(true, (byte) 1, (byte) 2), true);
        }
        assertThat(delivered).containsExactly(ByteBuffer.wrap(new byte[] {1, 2}));
        assertThat(seen.get(0).hasRemaining()).isFalse();
        assertThat(seen.get(0).rewind().hasRemaining()).isFalse();
    }
}
