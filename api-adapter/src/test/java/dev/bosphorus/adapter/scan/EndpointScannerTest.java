package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bosphorus.adapter.config.ConstructorFactory;
import dev.bosphorus.adapter.config.DefaultConfigurator;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.extra.NonBlocking;
import dev.bosphorus.extra.Overflow;
import dev.bosphorus.extra.OverflowPolicy;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointScannerTest {

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

    public static class SubprotocolConfigurator extends ServerEndpointConfig.Configurator {
        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            return "mine";
        }
    }

    public static class MakingConfigurator extends ServerEndpointConfig.Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> endpointClass) {
            return endpointClass.cast(new WithoutConstructor("made"));
        }
    }

    @NonBlocking
    @ServerEndpoint(value = "/chat/{room}", subprotocols = {"b", "a"}, decoders = FooDecoder.class, encoders = FooEncoder.class,
            configurator = SubprotocolConfigurator.class)
    public static class Chat {
        @OnOpen
        public void open(Session session) {
            assertThat(session).isNotNull();
        }

        @OnMessage
        public Foo message(Foo foo, @PathParam("room") String room) {
            return new Foo(room + foo.text());
        }

        @OnError
        public void error(Throwable error) {
            assertThat(error).isNotNull();
        }

        @OnClose
        public void close() {
            assertThat(this).isNotNull();
        }
    }

    @Test
    void annotatedServerEndpointIsAllThatItsAnnotationsSay() throws Exception {
        EndpointModel model = EndpointScanner.annotatedServer(Chat.class, ConstructorFactory.INSTANCE);

        assertThat(model.endpointClass()).isEqualTo(Chat.class);
        assertThat(model.path()).map(Object::toString).contains("/chat/{room}");
        assertThat(model.onOpen()).isPresent();
        assertThat(model.onClose()).isPresent();
        assertThat(model.onError()).isPresent();
        assertThat(model.messageTargets()).extracting(MessageTarget::kind).containsExactly(Kind.TEXT);
        assertThat(model.decoders().find(Foo.class)).hasSize(1);
        assertThat(model.encoders().find(Foo.class)).isPresent();
        assertThat(model.nonBlocking()).isTrue();
    }

    @Overflow(OverflowPolicy.CLOSE)
    public static class Impatient extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            assertThat(session).isNotNull();
        }
    }

    @Overflow(OverflowPolicy.DROP_NEWEST)
    @ClientEndpoint
    public static class Ticker {
    }

    @Test
    void whatBecomesOfMessagesToSlowPeersIsWhatTheClassSays() throws Exception {
        assertThat(EndpointScanner.annotatedServer(Chat.class, ConstructorFactory.INSTANCE).overflow()).isEmpty();
        assertThat(EndpointScanner.annotatedClient(Ticker.class, ConstructorFactory.INSTANCE).overflow())
                .contains(OverflowPolicy.DROP_NEWEST);
        assertThat(EndpointScanner.client(Impatient.class, ClientEndpointConfig.Builder.create().build(),
                ConstructorFactory.INSTANCE).overflow()).contains(OverflowPolicy.CLOSE);
        assertThat(EndpointScanner.server(ServerEndpointConfig.Builder.create(Impatient.class, "/a").build(),
                ConstructorFactory.INSTANCE).overflow()).contains(OverflowPolicy.CLOSE);
    }

    @Test
    void configurationOfAnAnnotatedServerEndpointIsWhatTheAnnotationImplies() throws Exception {
        ServerEndpointConfig config = (ServerEndpointConfig) EndpointScanner.annotatedServer(Chat.class, ConstructorFactory.INSTANCE).config();

        assertThat(config.getEndpointClass()).isEqualTo(Chat.class);
        assertThat(config.getPath()).isEqualTo("/chat/{room}");
        assertThat(config.getSubprotocols()).containsExactly("b", "a").isUnmodifiable();
        assertThat(config.getDecoders()).isEqualTo(List.of(FooDecoder.class)).isUnmodifiable();
        assertThat(config.getEncoders()).isEqualTo(List.of(FooEncoder.class)).isUnmodifiable();
        assertThat(config.getExtensions()).isEmpty();
        assertThat(config.getUserProperties()).isEmpty();
    }

    @Test
    void everyLogicalEndpointHasAConfiguratorOfItsOwn() throws Exception {
        ServerEndpointConfig one = (ServerEndpointConfig) EndpointScanner.annotatedServer(Chat.class, ConstructorFactory.INSTANCE).config();
        ServerEndpointConfig other = (ServerEndpointConfig) EndpointScanner.annotatedServer(Chat.class, ConstructorFactory.INSTANCE).config();

        assertThat(one.getConfigurator()).isInstanceOf(SubprotocolConfigurator.class).isNotSameAs(other.getConfigurator());
    }

    @ServerEndpoint("/plain")
    public static class Plain {
    }

    @Test
    void withoutAConfiguratorThePlatformsIsUsed() throws Exception {
        ServerEndpointConfig config = (ServerEndpointConfig) EndpointScanner.annotatedServer(Plain.class, ConstructorFactory.INSTANCE).config();

        assertThat(config.getConfigurator()).isInstanceOf(DefaultConfigurator.class);
    }

    @Test
    void endpointWithoutCallbacksIsAnEndpoint() throws Exception {
        EndpointModel model = EndpointScanner.annotatedServer(Plain.class, ConstructorFactory.INSTANCE);

        assertThat(List.of(model.onOpen(), model.onClose(), model.onError())).containsOnly(Optional.empty());
        assertThat(model.messageTargets()).isEmpty();
        assertThat(model.nonBlocking()).isFalse();
    }

    @ServerEndpoint(value = "/made", configurator = MakingConfigurator.class)
    public static class WithoutConstructor {
        public WithoutConstructor(String argument) {
            assertThat(argument).isEqualTo("made");
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Other {
    }

    @Test
    void configuratorThatMakesInstancesNeedsNoConstructor() throws Exception {
        assertThat(EndpointScanner.annotatedServer(WithoutConstructor.class, ConstructorFactory.INSTANCE).endpointClass()).isEqualTo(WithoutConstructor.class);
    }

    @ServerEndpoint("/a")
    public abstract static class Abstract {
    }

    @ServerEndpoint("/a")
    public static class NoConstructor {
        @Other
        public NoConstructor(String argument) {
            assertThat(argument).isNotNull();
        }
    }

    @ServerEndpoint("/a")
    public static class HiddenConstructor {
        HiddenConstructor() {
        }
    }

    @ServerEndpoint("/a")
    static class NotPublic {
        public NotPublic() {
        }
    }

    @ServerEndpoint("/a")
    public class Inner {
        public Inner() {
        }
    }

    @ServerEndpoint("/a")
    public interface AnInterface {
    }

    @ServerEndpoint(value = "/a", configurator = SubprotocolConfigurator.class)
    public static class ConfiguredNoConstructor {
        public ConfiguredNoConstructor(String argument) {
            assertThat(argument).isNotNull();
        }
    }

    @ServerEndpoint("a")
    public static class RelativePath {
    }

    @ServerEndpoint("/{a}/{a}")
    public static class BadTemplate {
    }

    public static class BadConfigurator extends ServerEndpointConfig.Configurator {
        public BadConfigurator() {
            throw new IllegalStateException("no luck");
        }
    }

    @ServerEndpoint(value = "/a", configurator = BadConfigurator.class)
    public static class WithBadConfigurator {
    }

    public static class HiddenConfigurator extends ServerEndpointConfig.Configurator {
        HiddenConfigurator() {
        }
    }

    @ServerEndpoint(value = "/a", configurator = HiddenConfigurator.class)
    public static class WithHiddenConfigurator {
    }

    public static class HiddenDecoder extends FooDecoder {
        HiddenDecoder() {
        }
    }

    public abstract static class AbstractEncoder implements Encoder.Text<Foo> {
    }

    @ServerEndpoint(value = "/a", decoders = HiddenDecoder.class)
    public static class WithBadDecoder {
    }

    @ServerEndpoint(value = "/a", encoders = AbstractEncoder.class)
    public static class WithBadEncoder {
    }

    public static class Unmarked {
    }

    /** {@code @ServerEndpoint} is not passed down (Jakarta WebSocket 2.2, 4.8). */
    public static class SubclassOfAnEndpoint extends Plain {
    }

    static Stream<Arguments> wrongClasses() {
        return Stream.of(
                arguments(Abstract.class, "the class has to be concrete"),
                arguments(AnInterface.class, "the class has to be concrete"),
                arguments(NotPublic.class, "the class has to be public"), arguments(Inner.class, "is an inner class"),
                arguments(NoConstructor.class, "no public constructor without parameters"),
                arguments(HiddenConstructor.class, "no public constructor without parameters"),
                arguments(ConfiguredNoConstructor.class, "no public constructor without parameters"),
                arguments(RelativePath.class, "the path \"a\" has to begin with a slash"),
                arguments(BadTemplate.class, "the path \"/{a}/{a}\" has the variable a twice"),
                arguments(WithBadConfigurator.class, BadConfigurator.class.getName() + " cannot be instantiated"),
                arguments(WithHiddenConfigurator.class, "no public constructor without parameters"),
                arguments(WithBadDecoder.class, "decoder " + HiddenDecoder.class.getName()),
                arguments(WithBadEncoder.class, "encoder " + AbstractEncoder.class.getName() + " is abstract"),
                arguments(Unmarked.class, "the class has no @ServerEndpoint"),
                arguments(SubclassOfAnEndpoint.class, "the class has no @ServerEndpoint"));
    }

    @ParameterizedTest
    @MethodSource("wrongClasses")
    void wrongServerClassIsReported(Class<?> type, String problem) {
        assertThatThrownBy(() -> EndpointScanner.annotatedServer(type, ConstructorFactory.INSTANCE)).isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith(type.getName() + " cannot be deployed as an endpoint:\n").hasMessageContaining(problem)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(2));
    }

    @ServerEndpoint(value = "a/{b", decoders = {HiddenDecoder.class, FooDecoder.class}, encoders = AbstractEncoder.class,
            configurator = BadConfigurator.class)
    public abstract static class AllWrong {
        @OnOpen
        public void open(String what) {
            assertThat(what).isNotNull();
        }

        @OnClose
        public void close(int what) {
            assertThat(what).isZero();
        }

        @OnError
        public void error() {
            assertThat(this).isNotNull();
        }

        @OnMessage
        public void message(Foo decodable) {
            assertThat(decodable).isNotNull();
        }

        @OnMessage
        public Foo another(byte[] bytes, int number) {
            return new Foo(bytes.length + "" + number);
        }
    }

    @Test
    void allProblemsOfAnEndpointAreInOneException() {
        assertThatThrownBy(() -> EndpointScanner.annotatedServer(AllWrong.class, ConstructorFactory.INSTANCE)).isInstanceOf(DeploymentException.class)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1 + 10))
                .hasMessageContaining("slash").hasMessageContaining("HiddenDecoder").hasMessageContaining("AbstractEncoder")
                .hasMessageContaining("BadConfigurator").hasMessageContaining("concrete")
                .hasMessageContaining("AllWrong.open(String)").hasMessageContaining("AllWrong.close(int)").hasMessageContaining("AllWrong.error()")
                .hasMessageContaining("AllWrong.another(byte[], int), parameter 2").hasMessageContaining("needs an encoder");
    }

    /** Notes its calls. */
    public static class Programmatic extends Endpoint {
        final List<Object> calls = new ArrayList<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            calls.add(List.of(session, config));
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            calls.add(List.of(session, reason));
        }

        @Override
        public void onError(Session session, Throwable error) {
            calls.add(List.of(session, error));
        }
    }

    @Test
    void programmaticEndpointIsCalledThroughItsMethods() throws Throwable {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Programmatic.class, "/p/{q}").build();
        EndpointModel model = EndpointScanner.server(config, ConstructorFactory.INSTANCE);
        Programmatic endpoint = new Programmatic();
        CloseReason reason = new CloseReason(CloseReason.CloseCodes.NORMAL_CLOSURE, null);
        Throwable error = new IllegalStateException();

        assertThat(model.onOpen().orElseThrow().call(Scopes.of(endpoint), Scopes.CONFIG, true)).isNull();
        assertThat(model.onError().orElseThrow().call(Scopes.of(endpoint), error, true)).isNull();
        assertThat(model.onClose().orElseThrow().call(Scopes.of(endpoint), reason, true)).isNull();

        assertThat(endpoint.calls).containsExactly(
                List.of(Scopes.SESSION, Scopes.CONFIG), List.of(Scopes.SESSION, error), List.of(Scopes.SESSION, reason));
        assertThat(model.config()).isSameAs(config);
        assertThat(model.path()).map(Object::toString).contains("/p/{q}");
        assertThat(model.messageTargets()).isEmpty();
    }

    /** {@code Endpoint.onError} itself does nothing, so that errors would be lost. */
    @Test
    void programmaticEndpointWithoutOnErrorOfItsOwnHasProvidedNone() throws Exception {
        assertThat(EndpointScanner.server(ServerEndpointConfig.Builder.create(Silent.class, "/s").build(),
                ConstructorFactory.INSTANCE).onError()).isEmpty();
    }

    public static class Silent extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            throw new AssertionError("not called");
        }
    }

    @Test
    void configurationGoesBeforeTheAnnotation() throws Exception {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Chat.class, "/other")
                .decoders(List.of(FooDecoder.class)).encoders(List.of(FooEncoder.class)).build();
        EndpointModel model = EndpointScanner.server(config, ConstructorFactory.INSTANCE);

        assertThat(model.path()).map(Object::toString).contains("/other");
        assertThat(model.config()).isSameAs(config);
        assertThat(model.messageTargets()).hasSize(1);
    }

    public static class ProgrammaticHidden extends Programmatic {
        ProgrammaticHidden() {
        }
    }

    static Stream<Arguments> wrongConfigurations() {
        return Stream.of(
                arguments(ServerEndpointConfig.Builder.create(ProgrammaticHidden.class, "/a").build(), "no public constructor"),
                arguments(ServerEndpointConfig.Builder.create(Programmatic.class, "/a//b").build(), "must not contain //"),
                arguments(ServerEndpointConfig.Builder.create(Unmarked.class, "/a").build(), "neither extends Endpoint nor has"),
                arguments(ServerEndpointConfig.Builder.create(Programmatic.class, "/a")
                        .decoders(List.of(HiddenDecoder.class)).build(), "HiddenDecoder"),
                arguments(ServerEndpointConfig.Builder.create(Chat.class, "/a").build(), "takes a type of the specification"));
    }

    @ParameterizedTest
    @MethodSource("wrongConfigurations")
    void wrongServerConfigurationIsReported(ServerEndpointConfig config, String problem) {
        assertThatThrownBy(() -> EndpointScanner.server(config, ConstructorFactory.INSTANCE)).isInstanceOf(DeploymentException.class)
                .hasMessageStartingWith(config.getEndpointClass().getName()).hasMessageContaining(problem);
    }

    public static class ClientConfigurator extends ClientEndpointConfig.Configurator {
    }

    @ClientEndpoint(subprotocols = {"x", "y"}, decoders = FooDecoder.class, encoders = FooEncoder.class,
            configurator = ClientConfigurator.class)
    public static class Client {
        @OnMessage
        public Foo message(Foo foo, @PathParam("nowhere") String nothing) {
            return nothing == null ? foo : null;
        }
    }

    @Test
    void annotatedClientEndpointIsAllThatItsAnnotationsSay() throws Throwable {
        EndpointModel model = EndpointScanner.annotatedClient(Client.class, ConstructorFactory.INSTANCE);
        ClientEndpointConfig config = (ClientEndpointConfig) model.config();

        assertThat(model.path()).isEmpty();
        assertThat(config.getPreferredSubprotocols()).containsExactly("x", "y").isUnmodifiable();
        assertThat(config.getDecoders()).isEqualTo(List.of(FooDecoder.class)).isUnmodifiable();
        assertThat(config.getEncoders()).isEqualTo(List.of(FooEncoder.class)).isUnmodifiable();
        assertThat(config.getConfigurator()).isInstanceOf(ClientConfigurator.class);
        Foo foo = new Foo("foo");
        assertThat(model.messageTargets().get(0).callback().call(Scopes.of(new Client()), foo, true)).isSameAs(foo);
    }

    @ClientEndpoint
    static class QuietClient {
        private final List<String> texts = new ArrayList<>();

        private QuietClient() {
        }

        @OnMessage
        public void message(String text) {
            texts.add(text);
        }
    }

    @Test
    void clientEndpointOfWhichTheApplicationHasTheInstanceNeedsNoConstructor() throws Throwable {
        QuietClient client = new QuietClient();
        EndpointModel model = EndpointScanner.annotatedClient(QuietClient.class, ConstructorFactory.INSTANCE);
        model.messageTargets().get(0).callback().call(Scopes.of(client), "hello", true);

        assertThat(client.texts).containsExactly("hello");
        assertThat(((ClientEndpointConfig) model.config()).getConfigurator()).isNotNull();
    }

    @Test
    void programmaticClientEndpointMayBeAnonymous() throws Exception {
        Endpoint endpoint = new Endpoint() {
            @Override
            public void onOpen(Session session, EndpointConfig config) {
                throw new AssertionError("not called");
            }
        };
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create().decoders(List.of(FooDecoder.class)).build();
        EndpointModel model = EndpointScanner.client(endpoint.getClass(), config, ConstructorFactory.INSTANCE);

        assertThat(model.config()).isSameAs(config);
        assertThat(model.onOpen()).isPresent();
        assertThat(model.decoders().find(Foo.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(classes = {Unmarked.class, Chat.class})
    void classWithoutClientEndpointIsReported(Class<?> type) {
        assertThatThrownBy(() -> EndpointScanner.annotatedClient(type, ConstructorFactory.INSTANCE)).isInstanceOf(DeploymentException.class)
                .hasMessageContaining("the class has no @ClientEndpoint");
        assertThatThrownBy(() -> EndpointScanner.client(type, ClientEndpointConfig.Builder.create().build(), ConstructorFactory.INSTANCE))
                .isInstanceOf(DeploymentException.class).hasMessageContaining("the class does not extend Endpoint");
    }
}
