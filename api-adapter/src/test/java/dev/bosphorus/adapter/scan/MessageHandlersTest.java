package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.config.ConstructorFactory;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import jakarta.websocket.Decoder;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.PongMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Handlers added to a session, as {@link EndpointScanner} reads them. */
class MessageHandlersTest {

    public record Foo(String text) {
    }

    public static class FooCodec implements Decoder.Text<Foo>, Decoder.Binary<Foo> {
        @Override
        public Foo decode(String text) {
            return new Foo(text);
        }

        @Override
        public boolean willDecode(String text) {
            return true;
        }

        @Override
        public Foo decode(ByteBuffer bytes) {
            return new Foo("binary");
        }

        @Override
        public boolean willDecode(ByteBuffer bytes) {
            return true;
        }
    }

    private static class WholeOf<T> implements MessageHandler.Whole<T> {
        final List<T> got = new ArrayList<>();

        @Override
        public void onMessage(T message) {
            got.add(message);
        }
    }

    private static final class WholeText extends WholeOf<String> {
    }

    private static final class WholeFoo extends WholeOf<Foo> {
    }

    private static final class WholePong extends WholeOf<PongMessage> {
    }

    private static final class PartialBytes implements MessageHandler.Partial<byte[]> {
        final List<Object> got = new ArrayList<>();

        @Override
        public void onMessage(byte[] part, boolean last) {
            got.add(part);
            got.add(last);
        }
    }

    private static final class PartialFoo implements MessageHandler.Partial<Foo> {
        @Override
        public void onMessage(Foo part, boolean last) {
            throw new AssertionError("not called");
        }
    }

    private static final class BothWays implements MessageHandler.Whole<String>, MessageHandler.Partial<String> {
        @Override
        public void onMessage(String message) {
            throw new AssertionError("not called");
        }

        @Override
        public void onMessage(String part, boolean last) {
            throw new AssertionError("not called");
        }
    }

    private final DecoderSet none = DecoderSet.of(List.of(), ConstructorFactory.INSTANCE);
    private final DecoderSet ofFoo = DecoderSet.of(List.of(FooCodec.class), ConstructorFactory.INSTANCE);

    @Test
    void wholeHandlerSaysItsTypeThroughTheHierarchy() throws Throwable {
        WholeText handler = new WholeText();
        MessageTarget target = EndpointScanner.handler(handler, none).get(0);

        assertThat(target).isInstanceOfSatisfying(MessageTarget.Whole.class,
                whole -> assertThat(whole.shape()).isEqualTo(MessageTarget.Plain.STRING));
        assertThat(target.callback().call(Scopes.of(null), "hello", true)).isNull();
        assertThat(handler.got).containsExactly("hello");
    }

    @Test
    void partialHandlerGetsPartsAndTheLast() throws Throwable {
        PartialBytes handler = new PartialBytes();
        byte[] part = {1};
        MessageTarget target = EndpointScanner.handler(handler, none).get(0);
        target.callback().call(Scopes.of(null), part, false);

        assertThat(target).isInstanceOf(MessageTarget.Partial.class);
        assertThat(handler.got).containsExactly(part, false);
    }

    @Test
    void pongHandlerTakesPongs() {
        assertThat(EndpointScanner.handler(new WholePong(), none)).singleElement().isInstanceOf(MessageTarget.Pong.class);
    }

    @Test
    void handlerOfATypeWithTextAndBinaryDecodersTakesBoth() {
        assertThat(EndpointScanner.handler(new WholeFoo(), ofFoo))
                .extracting(MessageTarget::kind).containsExactly(Kind.TEXT, Kind.BINARY);
    }

    @Test
    void handlerHasNoLimitOfItsOwn() {
        assertThat(EndpointScanner.handler(new WholeFoo(), ofFoo)).extracting(MessageTarget::maxMessageSize).containsOnly(-1L);
    }

    @Test
    void lambdaNeedsItsTypeToBeGiven() throws Throwable {
        List<Integer> got = new ArrayList<>();
        MessageHandler.Whole<Integer> lambda = got::add;

        assertThatThrownBy(() -> EndpointScanner.handler(lambda, none)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use addMessageHandler with a class");
        EndpointScanner.handler(Integer.class, lambda, none).get(0).callback().call(Scopes.of(null), 5, true);
        assertThat(got).containsExactly(5);
    }

    @Test
    void partialLambdaMayHaveItsTypeGiven() throws Throwable {
        StringBuilder got = new StringBuilder();
        MessageHandler.Partial<String> lambda = (part, last) -> got.append(part).append(last);
        EndpointScanner.handler(String.class, lambda, none).get(0).callback().call(Scopes.of(null), "x", true);

        assertThat(got).hasToString("xtrue");
    }

    @Test
    void typeWithoutADecoderIsRefusedByName() {
        assertThatThrownBy(() -> EndpointScanner.handler(new WholeFoo(), none)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Foo.class.getName()).hasMessageContaining("decoder");
    }

    @Test
    void partsOfADecodedTypeAreRefused() {
        assertThatThrownBy(() -> EndpointScanner.handler(new PartialFoo(), ofFoo)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parts of messages come as String, byte[] or ByteBuffer");
    }

    @Test
    void handlerIsEitherWholeOrPartial() {
        MessageHandler neither = new MessageHandler() { };

        assertThatThrownBy(() -> EndpointScanner.handler(new BothWays(), none)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("either");
        assertThatThrownBy(() -> EndpointScanner.handler(neither, none)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("either");
    }

    @Test
    void givenTypeDecidesForAHandlerThatIsBoth() {
        MessageHandler.Partial<String> partial = new BothWays();

        assertThat(EndpointScanner.handler(String.class, partial, none)).singleElement().isInstanceOf(MessageTarget.Partial.class);
    }
}
