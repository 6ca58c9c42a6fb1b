package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.scan.ArgumentBinder.Source;
import dev.bosphorus.adapter.scan.ArgumentBinder.Source.Given;
import jakarta.websocket.DecodeException;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArgumentBinderTest {

    public static class Target {
        public List<Object> everything(
                boolean last, String path, Session session, int number, String payload, EndpointConfig config) {
            return List.of(last, path, session, number, payload, config);
        }

        public int number(int payload) {
            return payload + 1;
        }

        public Object path(Object value) {
            return value;
        }

        public int pathOfInt(int value) {
            return value;
        }

        public Integer bytes(byte... payload) {
            return payload.length;
        }

        public void nothing() {
            assertThat(this).isNotNull();
        }

        public void failing() throws IOException {
            throw new IOException("from the application");
        }
    }

    private static Callback bind(String name, boolean replies, List<Source> sources, Class<?>... resolved) throws Exception {
        Method method = Stream.of(Target.class.getMethods()).filter(m -> m.getName().equals(name)).findFirst().orElseThrow();
        List<Class<?>> types = List.of(resolved.length == 0 ? method.getParameterTypes() : resolved);
        return ArgumentBinder.bind(method, sources, types, replies);
    }

    @Test
    void parametersInAnyOrderGetTheirValues() throws Throwable {
        Callback callback = bind("everything", true, List.of(Given.LAST, new Source.Path("room"), Given.SESSION,
                new Source.Path("seat"), Given.PAYLOAD, Given.CONFIG));

        assertThat(callback.call(Scopes.of(new Target(), Map.of("room", "red", "seat", "7")), "hello", true))
                .isEqualTo(List.of(true, "red", Scopes.SESSION, 7, "hello", Scopes.CONFIG));
    }

    @Test
    void primitivesAreUnboxedAndResultsBoxed() throws Throwable {
        assertThat(bind("number", true, List.of(Given.PAYLOAD)).call(Scopes.of(new Target()), 41, true)).isEqualTo(42);
    }

    @Test
    void variableArityIsAnArrayAsAnyOther() throws Throwable {
        assertThat(bind("bytes", true, List.of(Given.PAYLOAD)).call(Scopes.of(new Target()), new byte[3], true)).isEqualTo(3);
    }

    @Test
    void voidGivesNull() throws Throwable {
        assertThat(bind("nothing", true, List.of()).call(Scopes.of(new Target()), "x", true)).isNull();
    }

    @Test
    void resultIsDroppedWhereTheCallbackDoesNotReply() throws Throwable {
        assertThat(bind("number", false, List.of(Given.PAYLOAD)).call(Scopes.of(new Target()), 41, true)).isNull();
    }

    @Test
    void exceptionsOfTheApplicationPassAsTheyAre() throws Exception {
        Callback callback = bind("failing", true, List.of());

        assertThatThrownBy(() -> callback.call(Scopes.of(new Target()), null, true))
                .isExactlyInstanceOf(IOException.class).hasMessage("from the application").hasNoCause();
    }

    static Stream<Arguments> pathValues() {
        return Stream.of(
                arguments(String.class, "a b", "a b"), arguments(Integer.class, "7", 7), arguments(Long.class, "7", 7L),
                arguments(Short.class, "7", (short) 7), arguments(Byte.class, "7", (byte) 7), arguments(Float.class, "1.5", 1.5f),
                arguments(Double.class, "1.5", 1.5), arguments(Boolean.class, "true", true), arguments(Character.class, "x", 'x'));
    }

    @ParameterizedTest
    @MethodSource("pathValues")
    void pathParameterIsConvertedToTheTypeOfTheArgument(Class<?> type, String text, Object value) throws Throwable {
        Callback callback = bind("path", true, List.of(new Source.Path("p")), type);

        assertThat(callback.call(Scopes.of(new Target(), Map.of("p", text)), null, true)).isEqualTo(value);
        assertThat(callback.call(Scopes.of(new Target()), null, true)).isNull();
    }

    @Test
    void pathParameterThatDoesNotFitIsADecodeExceptionWithNameAndText() throws Exception {
        Callback callback = bind("pathOfInt", true, List.of(new Source.Path("seat")));

        assertThatThrownBy(() -> callback.call(Scopes.of(new Target(), Map.of("seat", "first")), null, true))
                .isInstanceOfSatisfying(DecodeException.class, e -> assertThat(e.getText()).isEqualTo("first"))
                .hasMessageContaining("seat").hasMessageContaining("\"first\"").hasMessageContaining("int");
    }

    @Test
    void methodOfAClosedModuleIsRefusedWithWhatToOpen() throws Exception {
        Method closed = Class.forName("java.util.ImmutableCollections$ListN").getDeclaredMethod("size");

        assertThatThrownBy(() -> ArgumentBinder.bind(closed, List.of(), List.of(), true))
                .isInstanceOf(IllegalAccessException.class).hasMessageContaining("java.base").hasMessageContaining("java.util");
    }

    /** Not public, as a nested class of a test or an anonymous client endpoint is not. */
    static class NotPublic {
        public String hello() {
            return "hello";
        }
    }

    @Test
    void publicMethodOfAClassThatIsNotPublicCanBeCalled() throws Throwable {
        Callback callback = ArgumentBinder.bind(NotPublic.class.getMethod("hello"), List.of(), List.of(), true);

        assertThat(callback.call(Scopes.of(new NotPublic()), null, true)).isEqualTo("hello");
    }
}
