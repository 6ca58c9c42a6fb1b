package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bosphorus.adapter.model.Callback;
import jakarta.websocket.CloseReason;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code @OnOpen}, {@code @OnClose} and {@code @OnError} as {@link AnnotatedEndpoint} reads them. */
class LifecycleMethodsTest {

    /** Keeps what its method was called with. */
    public abstract static class Shape {
        List<Object> got;

        void got(Object... arguments) {
            got = Arrays.asList(arguments);
        }
    }

    public static class OpenPlain extends Shape {
        @OnOpen public void open() { got(); }
    }

    public static class OpenAll extends Shape {
        @OnOpen
        public void open(@PathParam("room") String room, EndpointConfig config, @PathParam("seat") Integer seat, Session session) {
            got(room, config, seat, session);
        }
    }

    public static class OpenReturning extends Shape {
        @OnOpen public String open(Session session) {
            got(session);
            return "nobody sends this";
        }
    }

    public static class ClosePlain extends Shape {
        @OnClose public void close() { got(); }
    }

    public static class CloseAll extends Shape {
        @OnClose
        public void close(CloseReason reason, @PathParam("seat") long seat, Session session) {
            got(reason, seat, session);
        }
    }

    public static class ErrorPlain extends Shape {
        @OnError public void error(Throwable error) { got(error); }
    }

    public static class ErrorAll extends Shape {
        @OnError
        public void error(Session session, @PathParam("nowhere") Long nothing, Throwable error, @PathParam("room") String room) {
            got(session, nothing, error, room);
        }
    }

    private static final CloseReason REASON = new CloseReason(CloseReason.CloseCodes.GOING_AWAY, "bye");
    private static final Throwable ERROR = new IllegalStateException("error");

    static Stream<Arguments> allowed() {
        return Stream.of(
                arguments(MethodRules.OPEN, OpenPlain.class, Scopes.CONFIG, List.of()),
                arguments(MethodRules.OPEN, OpenAll.class, Scopes.CONFIG, List.of("red", Scopes.CONFIG, 7, Scopes.SESSION)),
                arguments(MethodRules.OPEN, OpenReturning.class, Scopes.CONFIG, List.of(Scopes.SESSION)),
                arguments(MethodRules.CLOSE, ClosePlain.class, REASON, List.of()),
                arguments(MethodRules.CLOSE, CloseAll.class, REASON, List.of(REASON, 7L, Scopes.SESSION)),
                arguments(MethodRules.ERROR, ErrorPlain.class, ERROR, List.of(ERROR)),
                arguments(MethodRules.ERROR, ErrorAll.class, ERROR, Arrays.asList(Scopes.SESSION, null, ERROR, "red")));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void allowedMethodIsCalledWithItsArgumentsAndRepliesNothing(
            MethodRules rules, Class<? extends Shape> type, Object payload, List<Object> arguments) throws Throwable {
        Callback callback = read(type, rules).orElseThrow();
        Shape endpoint = type.getConstructor().newInstance();

        assertThat(callback.call(Scopes.of(endpoint, Map.of("room", "red", "seat", "7")), payload, true)).isNull();
        assertThat(endpoint.got).isEqualTo(arguments);
    }

    private static Optional<Callback> read(Class<?> type, MethodRules rules) throws Exception {
        Problems problems = new Problems(type);
        Optional<Callback> callback = new AnnotatedEndpoint(type, List.of("room", "seat"), problems).lifecycle(rules);
        problems.throwIfAny();
        return callback;
    }

    @ParameterizedTest
    @EnumSource(names = "MESSAGE", mode = EnumSource.Mode.EXCLUDE)
    void withoutAMethodThereIsNoCallback(MethodRules rules) throws Exception {
        assertThat(read(Shape.class, rules)).isEmpty();
    }

    public static class OpenWithReason extends Shape {
        @OnOpen public void on(CloseReason reason) { got(reason); }
    }

    public static class OpenWithText extends Shape {
        @OnOpen public void on(Session session, String text) { got(session, text); }
    }

    public static class OpenTwice extends Shape {
        @OnOpen public void on(Session session) { got(session); }
        @OnOpen public void once() { got(); }
    }

    public static class OpenWithConfigTwice extends Shape {
        @OnOpen public void on(EndpointConfig one, EndpointConfig two) { got(one, two); }
    }

    public static class CloseWithError extends Shape {
        @OnClose public void on(Throwable error) { got(error); }
    }

    public static class CloseWithConfig extends Shape {
        @OnClose public void on(EndpointConfig config) { got(config); }
    }

    public static class CloseTwice extends Shape {
        @OnClose public void on(Session session) { got(session); }
        @OnClose public void once() { got(); }
    }

    public static class CloseStatic extends Shape {
        @OnClose public static void on(Session session) { assertThat(session).isNotNull(); }
    }

    public static class ErrorWithout extends Shape {
        @OnError public void on(Session session) { got(session); }
    }

    public static class ErrorWithReason extends Shape {
        @OnError public void on(Throwable error, CloseReason reason) { got(error, reason); }
    }

    public static class ErrorTwice extends Shape {
        @OnError public void on(Throwable error) { got(error); }
        @OnError public void once(Throwable error, Session session) { got(error, session); }
    }

    public static class ErrorNotPublic extends Shape {
        @OnError protected void on(Throwable error) { got(error); }
    }

    public static class ErrorWithPathOfWrongType extends Shape {
        @OnError public void on(Throwable error, @PathParam("room") Object room) { got(error, room); }
    }

    public static class ErrorWithPathWithoutValue extends Shape {
        @OnError public void on(Throwable error, @PathParam("nowhere") char letter) { got(error, letter); }
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                arguments(MethodRules.OPEN, OpenWithReason.class,
                        "parameter 1 (CloseReason reason): @OnOpen allows Session, EndpointConfig"),
                arguments(MethodRules.OPEN, OpenWithText.class,
                        "parameter 2 (String text): @OnOpen allows Session, EndpointConfig"),
                arguments(MethodRules.OPEN, OpenTwice.class,
                        "@OnOpen is on another method already"),
                arguments(MethodRules.OPEN, OpenWithConfigTwice.class,
                        "parameter 2 (EndpointConfig two): @OnOpen has one parameter of"),
                arguments(MethodRules.CLOSE, CloseWithError.class,
                        "parameter 1 (Throwable error): @OnClose allows Session, CloseReason"),
                arguments(MethodRules.CLOSE, CloseWithConfig.class,
                        "parameter 1 (EndpointConfig config): @OnClose allows Session"),
                arguments(MethodRules.CLOSE, CloseTwice.class,
                        "@OnClose is on another method already"),
                arguments(MethodRules.CLOSE, CloseStatic.class,
                        "on(Session): @OnClose is for methods that are public and not static"),
                arguments(MethodRules.ERROR, ErrorWithout.class,
                        "on(Session): @OnError needs a parameter of type Throwable"),
                arguments(MethodRules.ERROR, ErrorWithReason.class,
                        "parameter 2 (CloseReason reason): @OnError allows Session, Throwable"),
                arguments(MethodRules.ERROR, ErrorTwice.class,
                        "@OnError is on another method already"),
                arguments(MethodRules.ERROR, ErrorNotPublic.class,
                        "on(Throwable): @OnError is for methods that are public"),
                arguments(MethodRules.ERROR, ErrorWithPathOfWrongType.class,
                        "parameter 2 (Object room): @PathParam is a String"),
                arguments(MethodRules.ERROR, ErrorWithPathWithoutValue.class,
                        "parameter 2 (char letter): the path has no variable nowhere"));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void forbiddenMethodIsReportedWithPlaceAndRule(MethodRules rules, Class<?> type, String problem) {
        assertThatThrownBy(() -> read(type, rules)).satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2))
                .hasMessageContaining("  - " + type.getSimpleName() + ".on").hasMessageContaining(problem)
                .hasMessageContaining("Jakarta WebSocket 2.2, 4.");
    }

    public static class ErrorOfSubtype extends Shape {
        @OnError public void on(Exception error) { got(error); }
    }

    @Test
    void onErrorTakesThrowableItselfAndNoSubtype() {
        assertThatThrownBy(() -> read(ErrorOfSubtype.class, MethodRules.ERROR))
                .hasMessageContaining("parameter 1 (Exception error): @OnError allows Session, Throwable")
                .hasMessageContaining("on(Exception): @OnError needs a parameter of type Throwable");
    }
}
