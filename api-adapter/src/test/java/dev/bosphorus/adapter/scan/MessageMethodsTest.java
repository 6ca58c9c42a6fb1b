package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.EncoderSet;
import dev.bosphorus.adapter.config.ConstructorFactory;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.Encoder;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code @OnMessage} as {@link AnnotatedEndpoint} reads it. */
class MessageMethodsTest {

    /** Keeps what its method was called with. */
    public abstract static class Shape {
        List<Object> got;

        void got(Object... arguments) {
            got = Arrays.asList(arguments);
        }
    }

    public record Foo(String text) {
    }

    public static class FooDecoder implements Decoder.Text<Foo> {
        @Override
        public Foo decode(String text) {
            return new Foo(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }
    }

    public static class FooEncoder implements Encoder.Text<Foo> {
        @Override
        public String encode(Foo foo) {
            return foo.text();
        }
    }

    public static class OfString extends Shape {
        @OnMessage public void on(String text) { got(text); }
    }

    public static class OfStringAndAll extends Shape {
        @OnMessage public void on(@PathParam("room") String room, Session session, String text, @PathParam("seat") int seat) {
            got(room, session, text, seat);
        }
    }

    public static class OfInt extends Shape {
        @OnMessage public void on(int number) { got(number); }
    }

    public static class OfLongWrapper extends Shape {
        @OnMessage public void on(Session session, Long number) { got(session, number); }
    }

    public static class OfBoolean extends Shape {
        @OnMessage public void on(boolean flag) { got(flag); }
    }

    public static class OfBooleanWrapper extends Shape {
        @OnMessage public void on(Boolean flag) { got(flag); }
    }

    public static class OfChar extends Shape {
        @OnMessage public void on(char letter) { got(letter); }
    }

    public static class OfReader extends Shape {
        @OnMessage public void on(Reader reader) { got(reader); }
    }

    public static class OfTextParts extends Shape {
        @OnMessage public void on(String part, boolean last) { got(part, last); }
    }

    public static class OfTextPartsTurned extends Shape {
        @OnMessage public void on(boolean last, Session session, String part) { got(last, session, part); }
    }

    public static class OfBytes extends Shape {
        @OnMessage public void on(byte[] bytes) { got((Object) bytes); }
    }

    public static class OfBuffer extends Shape {
        @OnMessage public void on(ByteBuffer buffer, @PathParam("none") String nothing) { got(buffer, nothing); }
    }

    public static class OfInputStream extends Shape {
        @OnMessage public void on(InputStream stream) { got(stream); }
    }

    public static class OfByteParts extends Shape {
        @OnMessage public void on(byte[] part, Session session, boolean last) { got(part, session, last); }
    }

    public static class OfBufferParts extends Shape {
        @OnMessage public void on(boolean last, ByteBuffer part) { got(last, part); }
    }

    public static class OfPong extends Shape {
        @OnMessage public void on(PongMessage pong, Session session) { got(pong, session); }
    }

    public static class OfDecoded extends Shape {
        @OnMessage public void on(Session session, Foo foo) { got(session, foo); }
    }

    public static class OfBooleanPathParam extends Shape {
        @OnMessage public void on(String text, @PathParam("open") boolean open) { got(text, open); }
    }

    public static class OfBracedPathParam extends Shape {
        @OnMessage public void on(String text, @PathParam("{seat}") int seat) { got(text, seat); }
    }

    public static class Generic<T> extends Shape {
        @OnMessage public void on(T payload) { got(payload); }
    }

    public static class OfBoundString extends Generic<String> {
    }

    public static class OfBoundFoo extends Generic<Foo> {
    }

    public static class OfBoundBytes extends Generic<byte[]> {
    }

    static Stream<Arguments> allowed() {
        Session session = Scopes.SESSION;
        byte[] bytes = {1};
        ByteBuffer buffer = ByteBuffer.allocate(1);
        Reader reader = new StringReader("");
        InputStream stream = InputStream.nullInputStream();
        Foo foo = new Foo("foo");
        PongMessage pong = () -> buffer;
        return Stream.of(
                arguments(OfString.class, "whole STRING", "x", List.of("x")),
                arguments(OfStringAndAll.class, "whole STRING", "x", List.of("red", session, "x", 7)),
                arguments(OfInt.class, "decoded TEXT int", 5, List.of(5)),
                arguments(OfLongWrapper.class, "decoded TEXT Long", 5L, List.of(session, 5L)),
                arguments(OfBoolean.class, "decoded TEXT boolean", true, List.of(true)),
                arguments(OfBooleanWrapper.class, "decoded TEXT Boolean", false, List.of(false)),
                arguments(OfChar.class, "decoded TEXT char", 'c', List.of('c')),
                arguments(OfReader.class, "whole READER", reader, List.of(reader)),
                arguments(OfTextParts.class, "partial STRING", "x", List.of("x", true)),
                arguments(OfTextPartsTurned.class, "partial STRING", "x", List.of(true, session, "x")),
                arguments(OfBytes.class, "whole BYTE_ARRAY", bytes, List.of(bytes)),
                arguments(OfBuffer.class, "whole BYTE_BUFFER", buffer, Arrays.asList(buffer, null)),
                arguments(OfInputStream.class, "whole INPUT_STREAM", stream, List.of(stream)),
                arguments(OfByteParts.class, "partial BYTE_ARRAY", bytes, List.of(bytes, session, true)),
                arguments(OfBufferParts.class, "partial BYTE_BUFFER", buffer, List.of(true, buffer)),
                arguments(OfPong.class, "pong", pong, List.of(pong, session)),
                arguments(OfDecoded.class, "decoded TEXT Foo", foo, List.of(session, foo)),
                arguments(OfBooleanPathParam.class, "whole STRING", "x", List.of("x", true)),
                arguments(OfBracedPathParam.class, "whole STRING", "x", List.of("x", 7)),
                arguments(OfBoundString.class, "whole STRING", "x", List.of("x")),
                arguments(OfBoundFoo.class, "decoded TEXT Foo", foo, List.of(foo)),
                arguments(OfBoundBytes.class, "whole BYTE_ARRAY", bytes, List.of(bytes)));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void allowedMethodIsCalledWithItsArguments(Class<? extends Shape> type, String target, Object payload, List<Object> arguments)
            throws Throwable {
        List<MessageTarget> targets = read(type);
        assertThat(targets).extracting(MessageMethodsTest::describe).containsExactly(target);
        Shape endpoint = type.getConstructor().newInstance();
        Map<String, String> path = Map.of("room", "red", "seat", "7", "open", "true");

        assertThat(targets.get(0).callback().call(Scopes.of(endpoint, path), payload, true)).isNull();
        assertThat(endpoint.got).isEqualTo(arguments);
    }

    private static String describe(MessageTarget target) {
        if (target instanceof MessageTarget.Whole whole) {
            return "whole " + whole.shape();
        } else if (target instanceof MessageTarget.Partial partial) {
            return "partial " + partial.shape();
        } else if (target instanceof MessageTarget.Decoded decoded) {
            return "decoded " + decoded.kind() + " " + decoded.type().getSimpleName();
        }
        return "pong";
    }

    private static List<MessageTarget> read(Class<?> type) throws Exception {
        Problems problems = new Problems(type);
        List<MessageTarget> targets = new AnnotatedEndpoint(type, List.of("room", "seat", "open"), problems).messageTargets(
                DecoderSet.of(List.of(FooDecoder.class), ConstructorFactory.INSTANCE),
                EncoderSet.of(List.of(FooEncoder.class), ConstructorFactory.INSTANCE));
        problems.throwIfAny();
        return targets;
    }

    public static class OfNothing extends Shape {
        @OnMessage public void on() { got(); }
    }

    public static class OfSessionOnly extends Shape {
        @OnMessage public void on(Session session) { got(session); }
    }

    public static class OfStringTwice extends Shape {
        @OnMessage public void on(String one, String two) { got(one, two); }
    }

    public static class OfStringAndInt extends Shape {
        @OnMessage public void on(String text, int number) { got(text, number); }
    }

    public static class OfBufferAndInt extends Shape {
        @OnMessage public void on(ByteBuffer buffer, int number) { got(buffer, number); }
    }

    public static class OfReaderParts extends Shape {
        @OnMessage public void on(Reader reader, boolean last) { got(reader, last); }
    }

    public static class OfStreamParts extends Shape {
        @OnMessage public void on(boolean last, InputStream stream) { got(stream, last); }
    }

    public static class OfPongParts extends Shape {
        @OnMessage public void on(PongMessage pong, boolean last) { got(pong, last); }
    }

    public static class OfDecodedParts extends Shape {
        @OnMessage public void on(Foo foo, boolean last) { got(foo, last); }
    }

    public static class OfIntParts extends Shape {
        @OnMessage public void on(int number, boolean last) { got(number, last); }
    }

    public static class OfTwoBooleans extends Shape {
        @OnMessage public void on(boolean one, boolean two) { got(one, two); }
    }

    public static class OfThreeBooleans extends Shape {
        @OnMessage public void on(String part, boolean one, boolean two) { got(part, one, two); }
    }

    public static class OfBooleanWrapperParts extends Shape {
        @OnMessage public void on(String part, Boolean last) { got(part, last); }
    }

    public static class OfSessionTwice extends Shape {
        @OnMessage public void on(Session one, String text, Session two) { got(one, text, two); }
    }

    public static class OfUnknownType extends Shape {
        @OnMessage public void on(BigDecimal number) { got(number); }
    }

    public static class OfInterface extends Shape {
        @OnMessage public void on(Runnable anything) { got(anything); }
    }

    public static class Unbound<T extends Number> extends Shape {
        @OnMessage public void on(T number) { got(number); }
    }

    public static class OfConfig extends Shape {
        @OnMessage public void on(String text, EndpointConfig config) { got(text, config); }
    }

    public static class OfCloseReason extends Shape {
        @OnMessage public void on(String text, CloseReason reason) { got(text, reason); }
    }

    public static class OfPathOfWrongType extends Shape {
        @OnMessage public void on(String text, @PathParam("room") StringBuilder room) { got(text, room); }
    }

    public static class OfPathWithoutValue extends Shape {
        @OnMessage public void on(String text, @PathParam("nowhere") int number) { got(text, number); }
    }

    public static class OfPathOnly extends Shape {
        @OnMessage public void on(@PathParam("room") String room) { got(room); }
    }

    public static class NotPublic extends Shape {
        @OnMessage void on(String text) { got(text); }
    }

    public static class Private extends Shape {
        @OnMessage private void on(String text) { got(text); }
    }

    public static class Static extends Shape {
        @OnMessage public static void on(String text) { assertThat(text).isNotNull(); }
    }

    public static class NegativeSize extends Shape {
        @OnMessage(maxMessageSize = -2) public void on(String text) { got(text); }
    }

    public static class HugeSize extends Shape {
        @OnMessage(maxMessageSize = Integer.MAX_VALUE + 1L) public void on(String text) { got(text); }
    }

    public static class ZeroSize extends Shape {
        @OnMessage(maxMessageSize = 0) public void on(String text) { got(text); }
    }

    public static class Unsendable extends Shape {
        @OnMessage public BigDecimal on(String text) { return new BigDecimal(text); }
    }

    public static class TwoTexts extends Shape {
        @OnMessage public void on(String text) { got(text); }
        @OnMessage public void on(int number) { got(number); }
    }

    public static class TwoBinaries extends Shape {
        @OnMessage public void on(byte[] part, boolean last) { got(part, last); }
        @OnMessage public void on(InputStream stream) { got(stream); }
    }

    public static class TwoPongs extends Shape {
        @OnMessage public void one(PongMessage pong) { got(pong); }
        @OnMessage public void two(PongMessage pong) { got(pong); }
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                arguments(OfNothing.class, "on(): @OnMessage needs a parameter for the message"),
                arguments(OfSessionOnly.class, "on(Session): @OnMessage needs a parameter for the message"),
                arguments(OfPathOnly.class, "on(String): @OnMessage needs a parameter for the message"),
                arguments(OfStringTwice.class, "parameter 2 (String two): @OnMessage allows one parameter for the message"),
                arguments(OfStringAndInt.class, "parameter 2 (int number): @OnMessage allows one parameter"),
                arguments(OfBufferAndInt.class, "parameter 2 (int number): @OnMessage allows one parameter"),
                arguments(OfReaderParts.class, "parameter 1 (Reader reader): @OnMessage delivers parts"),
                arguments(OfStreamParts.class, "parameter 2 (InputStream stream): @OnMessage delivers parts"),
                arguments(OfPongParts.class, "parameter 1 (PongMessage pong): @OnMessage delivers parts"),
                arguments(OfDecodedParts.class, "parameter 1 (Foo foo): @OnMessage delivers parts"),
                arguments(OfIntParts.class, "parameter 1 (int number): @OnMessage delivers parts"),
                arguments(OfTwoBooleans.class, "parameter 1 (boolean one): @OnMessage delivers parts"),
                arguments(OfThreeBooleans.class, "parameter 3 (boolean two): @OnMessage allows one parameter"),
                arguments(OfBooleanWrapperParts.class, "parameter 2 (Boolean last): @OnMessage allows one parameter"),
                arguments(OfSessionTwice.class, "parameter 3 (Session two): @OnMessage has one parameter of this kind at most"),
                arguments(OfUnknownType.class, "parameter 1 (BigDecimal number): @OnMessage takes a type of the specification"),
                arguments(OfInterface.class, "parameter 1 (Runnable anything): @OnMessage takes a type of the specification"),
                arguments(Unbound.class, "parameter 1 (Number number): @OnMessage takes a type of the specification"),
                arguments(OfConfig.class, "parameter 2 (EndpointConfig config): @OnMessage allows one parameter"),
                arguments(OfCloseReason.class, "parameter 2 (CloseReason reason): @OnMessage allows one parameter"),
                arguments(OfPathOfWrongType.class, "parameter 2 (StringBuilder room): @PathParam is a String, a primitive"),
                arguments(OfPathWithoutValue.class, "parameter 2 (int number): the path has no variable nowhere"),
                arguments(NotPublic.class, "on(String): @OnMessage is for methods that are public and not static"),
                arguments(Private.class, "on(String): @OnMessage is for methods that are public and not static"),
                arguments(Static.class, "on(String): @OnMessage is for methods that are public and not static"),
                arguments(NegativeSize.class, "on(String): maxMessageSize is -2"),
                arguments(HugeSize.class, "on(String): maxMessageSize is 2147483648"),
                arguments(ZeroSize.class, "on(String): maxMessageSize is 0"),
                arguments(Unsendable.class, "on(String): @OnMessage needs an encoder for the type the method returns, BigDecimal"),
                arguments(TwoTexts.class, "@OnMessage is on another method for text messages already"),
                arguments(TwoBinaries.class, "@OnMessage is on another method for binary messages already"),
                arguments(TwoPongs.class, "@OnMessage is on another method for pong messages already"));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void forbiddenMethodIsReportedWithPlaceAndRule(Class<?> type, String problem) {
        assertThatThrownBy(() -> read(type)).satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2))
                .hasMessageContaining("  - " + type.getSimpleName() + ".").hasMessageContaining(problem)
                .hasMessageContaining("Jakarta WebSocket 2.2, 4.");
    }

    public static class OneOfEach extends Shape {
        @OnMessage(maxMessageSize = 5) public void text(String text) { got(text); }
        @OnMessage(maxMessageSize = 6) public void binary(InputStream stream) { got(stream); }
        @OnMessage(maxMessageSize = 7) public void pong(PongMessage pong) { got(pong); }
    }

    @Test
    void oneMethodOfEachKindMayBeThere() throws Exception {
        assertThat(read(OneOfEach.class)).extracting(MessageTarget::kind)
                .containsExactly(Kind.TEXT, Kind.BINARY, Kind.PONG);
    }

    @Test
    void maxMessageSizeHoldsForWholeMessagesAndStreamsButNotForPongs() throws Exception {
        assertThat(read(OneOfEach.class)).extracting(MessageTarget::maxMessageSize).containsExactly(5L, 6L, -1L);
    }

    public static class Replies {
        @OnMessage public Object on(String text) { return text; }
    }

    public static class RepliesString extends Replies {
        @Override @OnMessage public String on(String text) { return text; }
    }

    public static class RepliesInt {
        @OnMessage public int on(String text) { return text.length(); }
    }

    public static class RepliesWrapper {
        @OnMessage public Double on(String text) { return Double.valueOf(text.length()); }
    }

    public static class RepliesBytes {
        @OnMessage public byte[] on(String text) { return text.getBytes(StandardCharsets.UTF_8); }
    }

    public static class RepliesBuffer {
        @OnMessage public ByteBuffer on(String text) { return ByteBuffer.allocate(text.length()); }
    }

    public static class RepliesEncoded {
        @OnMessage public Foo on(String text) { return new Foo(text); }
    }

    public static class RepliesNothing {
        @OnMessage public Void on(String text) {
            assertThat(text).isNotNull();
            return null;
        }
    }

    static Stream<Arguments> replies() {
        return Stream.of(arguments(Replies.class, "abc"), arguments(RepliesString.class, "abc"), arguments(RepliesInt.class, 3),
                arguments(RepliesWrapper.class, 3.0), arguments(RepliesBytes.class, new byte[] {97, 98, 99}),
                arguments(RepliesBuffer.class, ByteBuffer.allocate(3)), arguments(RepliesEncoded.class, new Foo("abc")),
                arguments(RepliesNothing.class, null));
    }

    @ParameterizedTest
    @MethodSource("replies")
    void whatTheMethodReturnsIsTheReply(Class<?> type, Object reply) throws Throwable {
        MessageTarget target = read(type).get(0);

        assertThat(target.callback().call(Scopes.of(type.getConstructor().newInstance()), "abc", true)).isEqualTo(reply);
    }

    public static class SeveralWrong {
        @OnMessage(maxMessageSize = -3)
        public BigDecimal on(BigDecimal one, @PathParam("nowhere") int two, Foo three) {
            return one.add(BigDecimal.valueOf(two)).add(new BigDecimal(three.text()));
        }
    }

    @Test
    void everythingThatIsWrongWithAMethodIsReportedTogether() {
        assertThatThrownBy(() -> read(SeveralWrong.class)).satisfies(e -> assertThat(e.getMessage().lines()).hasSize(5))
                .hasMessageContaining("BigDecimal").hasMessageContaining("nowhere").hasMessageContaining("-3")
                .hasMessageContaining("parameter 3 (Foo three)");
    }
}
