package dev.bosphorus.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bosphorus.container.runtime.UpgradeService.Decision;
import dev.bosphorus.extra.NonBlocking;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerApplicationConfig;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerRuntimeTest {

    private final MemoryServer server = new MemoryServer();
    private final Probe probe = new Probe();

    @ServerEndpoint("/one")
    public static class One {
        @OnMessage
        public String echo(String text) {
            return "one " + text;
        }
    }

    @ServerEndpoint("/two")
    @NonBlocking
    public static class Two {
        @OnMessage
        public String echo(String text) {
            return "two " + text;
        }
    }

    @ServerEndpoint("/one")
    public static class OneAgain {
    }

    @ServerEndpoint("/bad")
    public static class Bad {
        @OnMessage
        public void first(String text) {
            throw new AssertionError(text);
        }

        @OnMessage
        public void second(String text) {
            throw new AssertionError(text);
        }
    }

    @ServerEndpoint("no-slash")
    public static class Crooked {
    }

    public static class Programmatic extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, text -> Probe.send(session, "programmatic " + text));
        }
    }

    public static class ChoosesTwo implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> endpoints) {
            assertThat(endpoints).containsExactly(Programmatic.class);
            return Set.of(ServerEndpointConfig.Builder.create(Programmatic.class, "/chosen").build());
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            assertThat(scanned).containsExactlyInAnyOrder(One.class, Two.class);
            scanned.remove(One.class);
            return scanned;
        }
    }

    public static class ChoosesNothing implements ServerApplicationConfig {
        @Override
        public Set<ServerEndpointConfig> getEndpointConfigs(Set<Class<? extends Endpoint>> endpoints) {
            return null;
        }

        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            return Set.of();
        }
    }

    public static class Throws extends ChoosesNothing {
        @Override
        public Set<Class<?>> getAnnotatedEndpointClasses(Set<Class<?>> scanned) {
            throw new IllegalStateException("cannot choose");
        }
    }

    // ---- Deployment ----------------------------------------------------------------------------------------------

    @Test
    void annotatedClassIsServedAtItsPath() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        MemoryPeer peer = server.connect("/one");
        peer.text("x");
        assertThat(peer.received).containsExactly("text:one x");
    }

    @Test
    void configurationIsServedAtItsPath() throws DeploymentException {
        server.runtime.addEndpoint(ServerEndpointConfig.Builder.create(Programmatic.class, "/p").build());
        MemoryPeer peer = server.connect("/p");
        peer.text("x");
        assertThat(peer.received).containsExactly("text:programmatic x");
    }

    @Test
    void onlyWhereTheEndpointPromisesNotToBlockAreHandshakesDecidedAtOnce() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        server.runtime.addEndpoint(Two.class);
        assertThat(server.runtime.decidesAtOnce("/two")).isTrue();
        assertThat(server.runtime.decidesAtOnce("/one")).isFalse();
        assertThat(server.runtime.decidesAtOnce("/three")).isFalse();
    }

    @Test
    void endpointsMayComeAfterTrafficHasBegun() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        server.connect("/one");
        server.runtime.addEndpoint(Two.class);
        MemoryPeer peer = server.connect("/two");
        peer.text("x");
        assertThat(peer.received).containsExactly("text:two x");
    }

    @Test
    void badEndpointUndeploysThoseBeforeItAndRefusesThoseAfterItUntilTheDeploymentIsComplete() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> server.runtime.addEndpoint(Bad.class));
        assertThat(server.runtime.hasEndpoint("/one")).isFalse();
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> server.runtime.addEndpoint(Two.class))
                .withMessageContaining("the application has failed").withMessageContaining(Bad.class.getName());
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(server.runtime::completeDeployment)
                .withMessageContaining(Bad.class.getName());
        assertThat(server.runtime.paths()).isEmpty();
    }

    @Test
    void badEndpointAfterTheDeploymentConcernsNoOther() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        server.runtime.completeDeployment();
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> server.runtime.addEndpoint(Bad.class));
        server.runtime.addEndpoint(Two.class);
        assertThat(server.runtime.paths()).hasSize(2);
    }

    @Test
    void twoEndpointsForTheSameRequestsAreRefusedAndTheFirstStays() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        server.runtime.completeDeployment();
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> server.runtime.addEndpoint(OneAgain.class))
                .withMessageContaining("OneAgain").withMessageContaining("/one");
        assertThat(server.runtime.paths()).containsExactly("/one");
        assertThat(server.connect("/one").accepted.response().status()).isEqualTo(101);
    }

    /** Jakarta WebSocket 2.2, 6.3. */
    @Test
    void anAnnotatedClassThatIsSubmittedAgainIsIgnored() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        server.runtime.deployApplication(List.of(One.class, Two.class));
        server.runtime.addEndpoint(Two.class);
        server.runtime.completeDeployment();
        server.runtime.addEndpoint(One.class);
        assertThat(server.runtime.paths()).containsExactly("/one", "/two");
    }

    @Test
    void theSameClassMayHaveConfigurationsForSeveralPaths() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        server.runtime.addEndpoint(ServerEndpointConfig.Builder.create(One.class, "/another").build());
        assertThat(server.runtime.paths()).containsExactly("/another", "/one");
    }

    @ParameterizedTest
    @ValueSource(classes = {Bad.class, Crooked.class, String.class})
    void badEndpointIsRefused(Class<?> type) {
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(() -> server.runtime.addEndpoint(type))
                .withMessageContaining(type.getName());
        assertThat(server.runtime.paths()).isEmpty();
    }

    @Test
    void withoutAChooserAllAnnotatedClassesAreDeployed() throws DeploymentException {
        server.runtime.deployApplication(List.of(One.class, Two.class, Programmatic.class, String.class));
        assertThat(server.runtime.paths()).containsExactly("/one", "/two");
    }

    @Test
    void choosersChooseAlone() throws DeploymentException {
        server.runtime.deployApplication(List.of(One.class, Two.class, Programmatic.class, ChoosesTwo.class));
        assertThat(server.runtime.paths()).containsExactly("/chosen", "/two");
    }

    @Test
    void severalChoosersAddUpAndSeeAllClassesEach() throws DeploymentException {
        server.runtime.deployApplication(List.of(
                One.class, Two.class, Programmatic.class, ChoosesTwo.class, ChoosesNothing.class));
        assertThat(server.runtime.paths()).containsExactly("/chosen", "/two");
    }

    @Test
    void chooserThatThrowsIsADeploymentException() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> server.runtime.deployApplication(List.of(One.class, Throws.class)))
                .withMessageContaining("cannot choose");
        assertThat(server.runtime.paths()).isEmpty();
    }

    @Test
    void oneBadEndpointUndeploysTheWholeApplicationAndAllProblemsAreTold() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> server.runtime.deployApplication(List.of(One.class, Bad.class, Crooked.class)))
                .withMessageContaining(Bad.class.getName()).withMessageContaining(Crooked.class.getName());
        assertThat(server.runtime.paths()).isEmpty();
        assertThat(server.runtime.hasEndpoint("/one")).isFalse();
    }

    @Test
    void applicationWhoseEndpointsClashIsNotDeployedAtAll() {
        assertThatExceptionOfType(DeploymentException.class)
                .isThrownBy(() -> server.runtime.deployApplication(List.of(Two.class, One.class, OneAgain.class)));
        assertThat(server.runtime.paths()).isEmpty();
    }

    @Test
    void contextPathComesBeforeAllPaths() throws DeploymentException {
        MemoryServer below = new MemoryServer("/app", List.of(), List.of());
        below.runtime.addEndpoint(One.class);
        assertThat(below.runtime.paths()).containsExactly("/app/one");
        assertThat(below.runtime.hasEndpoint("/app/one")).isTrue();
        assertThat(below.runtime.hasEndpoint("/one")).isFalse();
        assertThat(below.runtime.hasEndpoint("/application/one")).isFalse();
        assertThat(below.runtime.hasEndpoint("/app")).isFalse();
        assertThat(below.connect("/app/one").accepted.response().status()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "/", "/app/"})
    void crookedContextPathIsRefused(String path) {
        assertThatIllegalArgumentException().isThrownBy(() -> new MemoryServer(path, List.of(), List.of()));
    }

    @Test
    void exactPathComesBeforeAVariableOne() {
        Probe exact = new Probe();
        server.deploy(probe, "/r/{room}");
        server.deploy(exact, "/r/lobby");
        server.connect("/r/lobby");
        server.connect("/r/other");
        assertThat(exact.session.getPathParameters()).isEmpty();
        assertThat(probe.session.getPathParameters()).containsExactly(Map.entry("room", "other"));
    }

    @Test
    void nonBlockingIsToldToTheTransport() throws DeploymentException {
        server.runtime.deployApplication(List.of(One.class, Two.class));
        assertThat(server.begin(true, "/one").accepted.start().nonBlocking()).isFalse();
        assertThat(server.begin(true, "/two").accepted.start().nonBlocking()).isTrue();
    }

    // ---- The end -------------------------------------------------------------------------------------------------

    @Test
    void goingAwayClosesEverySessionWith1001AndRefusesNewOnesWith503() throws DeploymentException {
        server.runtime.addEndpoint(One.class);
        server.deploy(probe, "/p");
        MemoryPeer one = server.connect("/one");
        MemoryPeer two = server.connect("/p");
        server.runtime.goAway();
        server.settle();
        assertThat(one.received).containsExactly("close:1001 the server is stopping");
        assertThat(two.received).containsExactly("close:1001 the server is stopping");
        assertThat(probe.log).last().isEqualTo("close 1001 the server is stopping");
        Decision.Refused refused = (Decision.Refused) server.decide(MemoryServer.request("/one"));
        assertThat(refused.response().status()).isEqualTo(503);
        assertThat(refused.response().headers().first("Retry-After")).isNotNull();
    }

    @Test
    void sessionThatOpensWhileTheServerGoesAwayIsClosedToo() {
        server.deploy(probe, "/p");
        MemoryPeer peer = server.begin(true, "/p");
        server.runtime.goAway();
        peer.open();
        assertThat(peer.received).containsExactly("close:1001 the server is stopping");
        assertThat(probe.log).containsExactly("open", "close 1001 the server is stopping");
    }

    @Test
    void awaitEndTellsWhetherAllConnectionsHaveEnded() {
        server.deploy(probe, "/p");
        MemoryPeer peer = server.connect("/p");
        assertThat(server.runtime.live().count()).isEqualTo(1);
        peer.deaf = true;
        server.runtime.goAway();
        server.settle();
        assertThat(server.runtime.live().awaitEnd(Duration.ZERO)).isFalse();
        server.runtime.live().abortAll();
        server.settle();
        assertThat(peer.aborted).isTrue();
        assertThat(server.runtime.live().awaitEnd(Duration.ofSeconds(10))).isTrue();
        assertThat(probe.log).last().isEqualTo("close 1006 the connection was cut");
        assertThat(server.runtime.live().count()).isZero();
    }

    @Test
    void awaitEndWakesWhenTheLastConnectionEnds() throws Exception {
        server.deploy(probe, "/p");
        MemoryPeer peer = server.connect("/p");
        peer.deaf = true;
        server.runtime.goAway();
        java.util.concurrent.CompletableFuture<Boolean> waiting =
                java.util.concurrent.CompletableFuture.supplyAsync(() -> server.runtime.live().awaitEnd(Duration.ofSeconds(30)));
        peer.vanish();
        assertThat(waiting.get()).isTrue();
    }

    // ---- The rest of the container -------------------------------------------------------------------------------

    @Test
    void defaultsAreKept() {
        ServerRuntime runtime = server.runtime;
        assertThat(runtime.getDefaultMaxTextMessageBufferSize()).isEqualTo(65_536);
        assertThat(runtime.getDefaultMaxBinaryMessageBufferSize()).isEqualTo(65_536);
        assertThat(runtime.getDefaultMaxSessionIdleTimeout()).isZero();
        assertThat(runtime.getDefaultAsyncSendTimeout()).isZero();
        runtime.setDefaultMaxTextMessageBufferSize(1);
        runtime.setDefaultMaxBinaryMessageBufferSize(2);
        runtime.setDefaultMaxSessionIdleTimeout(3);
        runtime.setAsyncSendTimeout(4);
        assertThat(runtime.getDefaultMaxTextMessageBufferSize()).isEqualTo(1);
        assertThat(runtime.getDefaultMaxBinaryMessageBufferSize()).isEqualTo(2);
        assertThat(runtime.getDefaultMaxSessionIdleTimeout()).isEqualTo(3);
        assertThat(runtime.getDefaultAsyncSendTimeout()).isEqualTo(4);
        assertThatIllegalArgumentException().isThrownBy(() -> runtime.setDefaultMaxTextMessageBufferSize(0));
        assertThatIllegalArgumentException().isThrownBy(() -> runtime.setDefaultMaxBinaryMessageBufferSize(-1));
    }

    @Test
    void permessageDeflateIsInstalled() {
        assertThat(server.runtime.getInstalledExtensions()).extracting(jakarta.websocket.Extension::getName)
                .containsExactly("permessage-deflate");
    }

    @Test
    void upgradeOfServletRequestsNeedsAServletContainer() {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Programmatic.class, "/p").build();
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> server.runtime.upgradeHttpToWebSocket(new Object(), new Object(), config, Map.of()))
                .withMessageContaining("servlet container");
    }
}
