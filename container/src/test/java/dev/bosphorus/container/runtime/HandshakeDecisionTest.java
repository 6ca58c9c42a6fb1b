package dev.bosphorus.container.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.protocol.extension.PerMessageDeflate;
import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.runtime.UpgradeService.Decision;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeDecisionTest {

    private static final String PROTOCOLS = "Sec-WebSocket-Protocol";
    private static final String EXTENSIONS = "Sec-WebSocket-Extensions";

    private final MemoryServer server = new MemoryServer();
    private final Probe probe = new Probe();

    /** A configurator that gives the probe, and whose other answers a test may change. */
    private class Answers extends ServerEndpointConfig.Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
            return type.cast(probe);
        }
    }

    private void deploy(ServerEndpointConfig.Configurator configurator, String... subprotocols) {
        deploy(ServerEndpointConfig.Builder.create(Probe.class, "/a").subprotocols(List.of(subprotocols))
                .configurator(configurator).build());
    }

    private void deploy(ServerEndpointConfig config) {
        try {
            server.runtime.addEndpoint(config);
        } catch (DeploymentException e) {
            throw new AssertionError(e);
        }
    }

    private UpgradeResponse response(String... headers) {
        return response(server.decide(MemoryServer.request("/a", headers)));
    }

    private static UpgradeResponse response(Decision decision) {
        return decision instanceof Decision.Accepted accepted ? accepted.response() : ((Decision.Refused) decision).response();
    }

    // ---- Path and head -------------------------------------------------------------------------------------------

    @Test
    void pathWithoutEndpointIsNotFound() {
        deploy(new Answers());
        assertThat(server.decide(MemoryServer.request("/b"))).isInstanceOf(Decision.NotFound.class);
        assertThat(server.decide(MemoryServer.request("*"))).isInstanceOf(Decision.NotFound.class);
    }

    @Test
    void acceptedRequestGets101WithTheAcceptKey() {
        deploy(new Answers());
        UpgradeResponse response = response();
        assertThat(response.status()).isEqualTo(101);
        assertThat(response.headers().first("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(response.headers().first(PROTOCOLS)).isNull();
        assertThat(response.headers().first(EXTENSIONS)).isNull();
    }

    @Test
    void requestThatBreaksARuleIsRefusedBeforeTheApplicationIsAsked() {
        deploy(new Answers() {
            @Override
            public boolean checkOrigin(String origin) {
                throw new AssertionError("asked");
            }
        });
        UpgradeRequest good = MemoryServer.request("/a");
        assertThat(response(server.decide(new UpgradeRequest("POST", "/a", "HTTP/1.1", good.headers()))).status())
                .isEqualTo(405);
        assertThat(response("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==").status()).isEqualTo(400);
        assertThat(response("Sec-WebSocket-Version", "8").status()).isEqualTo(426);
    }

    @Test
    void absoluteTargetIsServedLikeItsPath() {
        deploy(new Answers());
        MemoryPeer peer = server.connect("http://other.example/a?x=1");
        assertThat(peer.accepted.response().status()).isEqualTo(101);
        assertThat(probe.session.getRequestURI()).hasToString("ws://example.com:8080/a?x=1");
    }

    @Test
    void encryptedConnectionMakesAWssUri() {
        deploy(new Answers());
        Decision.Accepted accepted =
                (Decision.Accepted) server.runtime.decide(MemoryServer.request("/a"), MemoryServer.peerInfo(true));
        new MemoryPeer(server, accepted, true).open();
        assertThat(probe.session.getRequestURI()).hasScheme("wss");
        assertThat(probe.session.isSecure()).isTrue();
    }

    // ---- Origin --------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"https://good.example, 101", "HTTPS://Good.Example:443, 101", "http://good.example, 403",
        "https://good.example:444, 403", "https://evil.example, 403", "null, 403", "https://good.example.evil.example, 403"})
    void onlyListedOriginsMayConnect(String origin, int status) {
        MemoryServer guarded = new MemoryServer("", List.of(), List.of(Origin.parse("https://good.example")));
        guarded.deploy(probe, "/a");
        assertThat(response(guarded.decide(MemoryServer.request("/a", "Origin", origin))).status()).isEqualTo(status);
    }

    @Test
    void clientsWithoutOriginAreNotSubjectToTheList() {
        MemoryServer guarded = new MemoryServer("", List.of(), List.of(Origin.parse("https://good.example")));
        guarded.deploy(probe, "/a");
        assertThat(response(guarded.decide(MemoryServer.request("/a"))).status()).isEqualTo(101);
    }

    @Test
    void configuratorMayRefuseAnOriginAndGetsNullForNone() {
        List<String> asked = new ArrayList<>();
        deploy(new Answers() {
            @Override
            public boolean checkOrigin(String origin) {
                asked.add(origin);
                return "https://good.example".equals(origin);
            }
        });
        assertThat(response("Origin", "https://good.example").status()).isEqualTo(101);
        assertThat(response("Origin", "https://evil.example").status()).isEqualTo(403);
        assertThat(response().status()).isEqualTo(403);
        assertThat(asked).containsExactly("https://good.example", "https://evil.example", null);
    }

    // ---- Subprotocol ---------------------------------------------------------------------------------------------

    @Test
    void firstRequestedSubprotocolThatIsSupportedIsChosen() {
        deploy(new Answers(), "b", "a");
        assertThat(response(PROTOCOLS, "x, a", PROTOCOLS, "b").headers().all(PROTOCOLS)).containsExactly("a");
        server.connect("/a", PROTOCOLS, "x, a, b");
        assertThat(probe.session.getNegotiatedSubprotocol()).isEqualTo("a");
    }

    @Test
    void noSubprotocolInCommonIsNone() {
        deploy(new Answers(), "b");
        assertThat(response(PROTOCOLS, "x").headers().first(PROTOCOLS)).isNull();
        assertThat(response().headers().first(PROTOCOLS)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"never-asked-for", ""})
    void subprotocolThatWasNotRequestedIsNotSent(String chosen) {
        deploy(new Answers() {
            @Override
            public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
                return chosen.isEmpty() ? null : chosen;
            }
        }, "b");
        assertThat(response(PROTOCOLS, "b").headers().first(PROTOCOLS)).isNull();
    }

    // ---- Extensions ----------------------------------------------------------------------------------------------

    @Test
    void offeredExtensionIsAgreedOn() {
        deploy(new Answers());
        assertThat(response(EXTENSIONS, "unknown, permessage-deflate; client_max_window_bits").headers().first(EXTENSIONS))
                .startsWith("permessage-deflate");
    }

    @Test
    void firstAcceptableOfSeveralOffersCounts() {
        deploy(new Answers());
        assertThat(response(EXTENSIONS, "permessage-deflate; server_max_window_bits=99, permessage-deflate")
                .headers().all(EXTENSIONS)).containsExactly("permessage-deflate");
    }

    @Test
    void configuratorSeesTheEndpointsExtensionsThenTheInstalledOnes() {
        List<String> seen = new ArrayList<>();
        List<String> asked = new ArrayList<>();
        deploy(ServerEndpointConfig.Builder.create(Probe.class, "/a").extensions(List.of(named("mine")))
                .configurator(new Answers() {
                    @Override
                    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
                        installed.forEach(extension -> seen.add(extension.getName()));
                        requested.forEach(extension -> asked.add(extension.getName()
                                + extension.getParameters().stream().map(p -> p.getName() + p.getValue()).toList()));
                        return List.of();
                    }
                }).build());
        assertThat(response(EXTENSIONS, "permessage-deflate; client_max_window_bits=9; x").headers().first(EXTENSIONS)).isNull();
        assertThat(seen).containsExactly("mine", "permessage-deflate");
        assertThat(asked).containsExactly("permessage-deflate[client_max_window_bits9, x]");
    }

    @Test
    void extensionThatWasNotOfferedOrIsNotInstalledIsNotSent() {
        deploy(new Answers() {
            @Override
            public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
                return List.of(named("permessage-deflate"), named("mine"));
            }
        });
        assertThat(response(EXTENSIONS, "mine").headers().first(EXTENSIONS)).isNull();
    }

    @Test
    void noExtensionsFromTheConfiguratorAreNone() {
        deploy(new Answers() {
            @Override
            public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
                return null;
            }
        });
        assertThat(response(EXTENSIONS, PerMessageDeflate.NAME).headers().first(EXTENSIONS)).isNull();
    }

    private static Extension named(String name) {
        return new Extension() {
            @Override
            public String getName() {
                return name;
            }

            @Override
            public List<Parameter> getParameters() {
                return List.of();
            }
        };
    }

    // ---- modifyHandshake -----------------------------------------------------------------------------------------

    private void deployModifying(Modification modification) {
        deploy(new Answers() {
            @Override
            public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
                modification.apply(config, request, response);
            }
        });
    }

    private interface Modification {
        void apply(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response);
    }

    @Test
    void configuratorSeesTheRequest() {
        List<Object> seen = new ArrayList<>();
        deployModifying((config, request, response) -> Collections.addAll(seen, request.getHeaders().get("x-one"),
                request.getParameterMap(), request.getQueryString(), request.getRequestURI().toString(),
                request.getUserPrincipal().getName(), request.isUserInRole("any")));
        server.decide(MemoryServer.request("/a?k=v", "X-One", "1", "X-one", "2"));
        assertThat(seen).containsExactly(List.of("1", "2"), Map.of("k", List.of("v")), "k=v",
                "ws://example.com:8080/a?k=v", "somebody", false);
    }

    @Test
    void parametersOfThePathComeBeforeThoseOfTheQuery() {
        List<Object> seen = new ArrayList<>();
        deploy(ServerEndpointConfig.Builder.create(Probe.class, "/a/{one}/{two}").configurator(new Answers() {
            @Override
            public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
                seen.add(request.getParameterMap());
            }
        }).build());
        server.decide(MemoryServer.request("/a/x/y?two=z&three=3"));
        assertThat(seen).containsExactly(Map.of("one", List.of("x"), "two", List.of("y", "z"), "three", List.of("3")));
    }

    @Test
    void requestHeadersAreReadOnlyAndThereIsNoHttpSession() {
        List<Object> seen = new ArrayList<>();
        deployModifying((config, request, response) -> {
            seen.add(request.getHttpSession());
            request.getHeaders().put("X", List.of());
        });
        assertThat(response().status()).isEqualTo(500);
        assertThat(seen).containsOnlyNulls();
    }

    @Test
    void headersOfTheApplicationAreSent() {
        deployModifying((config, request, response) -> {
            response.getHeaders().put("X-Mine", List.of("1", "2"));
            response.getHeaders().put("X-None", null);
        });
        UpgradeResponse response = response();
        assertThat(response.status()).isEqualTo(101);
        assertThat(response.headers().all("x-mine")).containsExactly("1", "2");
        assertThat(response.headers().first("X-None")).isNull();
    }

    @Test
    void headersOfTheHandshakeStandWhateverTheApplicationDoes() {
        deployModifying((config, request, response) -> {
            assertThat(response.getHeaders().get("sec-websocket-accept")).containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            response.getHeaders().clear();
            response.getHeaders().put("Sec-WebSocket-Accept", List.of("wrong"));
            response.getHeaders().put("upgrade", List.of("h2c"));
            response.getHeaders().put("Content-Length", List.of("5"));
        });
        UpgradeResponse response = response();
        assertThat(response.headers().all("Sec-WebSocket-Accept")).containsExactly("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(response.headers().all("Upgrade")).containsExactly("websocket");
        assertThat(response.headers().first("Content-Length")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\nb", "a\u0000b"})
    void headerThatWouldSmuggleInAnotherIsRefused(String value) {
        deployModifying((config, request, response) -> response.getHeaders().put("X-Mine", List.of(value)));
        assertThat(response().status()).isEqualTo(500);
    }

    @Test
    void userPropertiesSetInTheHandshakeReachThisSessionOnly() {
        deployModifying((config, request, response) -> config.getUserProperties().put("query", request.getQueryString()));
        server.connect("/a?one");
        assertThat(probe.session.getUserProperties()).containsExactly(Map.entry("query", "one"));
        assertThat(probe.config.getUserProperties()).containsExactly(Map.entry("query", "one"));
        server.connect("/a?two");
        assertThat(probe.session.getUserProperties()).containsExactly(Map.entry("query", "two"));
    }

    @Test
    void sessionsBeginWithTheConfiguredUserProperties() {
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Probe.class, "/a").configurator(new Answers()).build();
        config.getUserProperties().put("k", "v");
        config.getUserProperties().put("absent", null);
        deploy(config);
        server.connect("/a");
        assertThat(probe.session.getUserProperties()).containsExactly(Map.entry("k", "v"));
        probe.session.getUserProperties().put("own", 1);
        server.connect("/a");
        assertThat(probe.session.getUserProperties()).containsExactly(Map.entry("k", "v"));
        assertThat(config.getUserProperties()).doesNotContainKey("own");
    }

    // ---- What fails ----------------------------------------------------------------------------------------------

    @Test
    void whatTheConfiguratorThrowsIs500AndHurtsNobodyElse() {
        boolean[] broken = {true};
        deploy(new Answers() {
            @Override
            public boolean checkOrigin(String origin) {
                if (broken[0]) {
                    throw new NoClassDefFoundError("gone");
                }
                return true;
            }
        });
        assertThat(response().status()).isEqualTo(500);
        broken[0] = false;
        assertThat(response().status()).isEqualTo(101);
    }

    @Test
    void instanceThatCannotBeMadeIs500() {
        deploy(new Answers() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
                throw new InstantiationException("not today");
            }
        });
        assertThat(response().status()).isEqualTo(500);
    }

    @Test
    void missingInstanceIs500() {
        deploy(new Answers() {
            @Override
            public <T> T getEndpointInstance(Class<T> type) {
                return null;
            }
        });
        assertThat(response().status()).isEqualTo(500);
    }

    @Test
    void refusalSaysNothingOfTheApplicationsFailure() {
        deployModifying((config, request, response) -> {
            throw new IllegalStateException("secret");
        });
        assertThat(response().body()).doesNotContain("secret");
    }

    @Test
    void configuratorSeesTheApplicationsClassLoader() {
        List<ClassLoader> seen = new ArrayList<>();
        Consumer<Object> note = ignored -> seen.add(Thread.currentThread().getContextClassLoader());
        deployModifying((config, request, response) -> note.accept(config));
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        server.decide(MemoryServer.request("/a"));
        assertThat(seen).containsExactly(MemoryServer.LOADER);
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
