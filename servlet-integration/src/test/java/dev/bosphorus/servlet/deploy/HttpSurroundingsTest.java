package dev.bosphorus.servlet.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.client.HandshakeException;
import dev.bosphorus.container.client.WebSocketClient;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a WebSocket has of the application around it: filters, users, HTTP sessions, and the connection's addresses and keys. */
@ResourceLock("the MBeans of Tomcat")
class HttpSurroundingsTest {

    private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (JSESSIONID=[^;]+)");
    private static final Map<String, String> USER = Map.of("Authorization",
            "Basic " + Base64.getEncoder().encodeToString("me:secret".getBytes(StandardCharsets.US_ASCII)));

    @TempDir
    private Path base;

    private static void refused(int status, ThrowingCallable handshake) {
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(handshake).havingCause()
                .isInstanceOfSatisfying(HandshakeException.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
    }

    /** Begins an HTTP session. @return its cookie */
    private static String begin(RunningServer server, String name) throws IOException {
        HttpURLConnection connection = server.request("/servlet?begin=" + name);
        connection.getInputStream().readAllBytes();
        String set = connection.getHeaderField("Set-Cookie");
        return set.substring(0, set.indexOf(';'));
    }

    private static String ask(Session session, Client endpoint, String question) throws Exception {
        session.getBasicRemote().sendText(question);
        return (String) endpoint.next();
    }

    /** Jakarta WebSocket 2.2, 7.2. Containers give the HTTP session another id when the user is authenticated. */
    @ParameterizedTest
    @EnumSource
    void theSessionsOfAUserEndWithTheHttpSessionAndRolesAreKnown(ServerKind kind) throws Exception {
        try (RunningServer server = new RunningServer(kind, base);
                WebSocketClient user = WebSocketClient.builder().tls(TestKeys.SHARED.trusting()).credentials("me", "secret").build()) {
            String cookie = begin(server, kind + "-of-a-user");
            Client endpoint = new Client();
            Session session = user.connectToServer(endpoint, RunningServer.config(Map.of("Cookie", cookie)), server.uri("/who/guarded"));
            assertThat(ask(session, endpoint, "?")).isEqualTo("guarded /app/who/guarded null me true true");
            Upgrading.SESSIONS.get(kind + "-of-a-user").invalidate();
            assertThat(endpoint.closeCode()).isEqualTo(1008);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSessionOfAUserEndsWhereTheHttpSessionEndsWhileItIsOpened(ServerKind kind) throws Exception {
        try (RunningServer server = new RunningServer(kind, base)) {
            Client endpoint = new Client();
            server.connect(endpoint, "/leaving", Map.of("Cookie", begin(server, kind + "-of-one-who-leaves"), "X-User", "ann"));
            assertThat(endpoint.closeCode()).isEqualTo(1008);
        }
    }

    /** What is said of authenticated connections is not said of others. */
    @ParameterizedTest
    @EnumSource
    void aSessionWithoutAUserOutlivesTheHttpSession(ServerKind kind) throws Exception {
        try (RunningServer server = new RunningServer(kind, base)) {
            Map<String, String> cookie = Map.of("Cookie", begin(server, kind + "-of-nobody"));
            Client endpoint = new Client();
            Session session = server.connect(endpoint, "/who/x", cookie);
            assertThat(ask(session, endpoint, "?")).isEqualTo("x /app/who/x null nobody false true");
            Upgrading.SESSIONS.get(kind + "-of-nobody").invalidate();
            Client later = new Client();
            assertThat(ask(server.connect(later, "/who/x", cookie), later, "?")).as("the HTTP session has ended")
                    .isEqualTo("x /app/who/x null nobody false false");
            assertThat(ask(session, endpoint, "?")).isEqualTo("x /app/who/x null nobody false true");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theContainerRefusesBeforeTheEndpointIsAsked(ServerKind kind) throws Exception {
        try (RunningServer server = new RunningServer(kind, base)) {
            TestEndpoints.WhoFacts.ASKED.remove("/app/who/guarded");
            refused(401, () -> server.connect(new Client(), "/who/guarded"));
            assertThat(TestEndpoints.WhoFacts.ASKED).doesNotContain("/app/who/guarded");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theApplicationsFiltersComeFirst(ServerKind kind) throws Exception {
        try (RunningServer server = new RunningServer(kind, base)) {
            refused(403, () -> server.connect(new Client(), "/who/foe", Map.of("X-User", "foe")));
            assertThat(TestEndpoints.WhoFacts.ASKED).doesNotContain("/app/who/foe");
            Client endpoint = new Client();
            assertThat(ask(server.connect(endpoint, "/who/x", Map.of("X-User", "ann")), endpoint, "?"))
                    .isEqualTo("x /app/who/x null ann true false");
            assertThat(TestEndpoints.WhoFacts.ASKED).contains("/app/who/x");
        }
    }

    /** By a handshake that asks for it; by no other in Tomcat, and by messages never. Jetty touches it for every request itself. */
    @ParameterizedTest
    @EnumSource
    void theHttpSessionIsTouchedOnlyWhereItIsAskedFor(ServerKind kind) throws Exception {
        String name = kind + "-to-touch";
        try (RunningServer server = new RunningServer(kind, base); Socket socket = server.dial()) {
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(server.get("/servlet?begin=" + name));
            Matcher cookie = COOKIE.matcher(plain(in));
            assertThat(cookie.find()).isTrue();
            // One request later, the container is done with the first.
            out.write(server.get("/servlet"));
            plain(in);
            Map<String, String> fields = Map.of("Cookie", cookie.group(1));
            HttpSession http = Upgrading.SESSIONS.get(name);
            long begun = http.getLastAccessedTime();
            awaitTickAfter(begun);
            Client endpoint = new Client();
            Session session = server.connect(endpoint, "/echo", fields);
            assertThat(ask(session, endpoint, "not asked for")).isEqualTo("not asked for");
            long shaken = http.getLastAccessedTime();
            if (!kind.name().startsWith("JETTY")) {
                assertThat(shaken).isEqualTo(begun);
            }
            awaitTickAfter(shaken);
            assertThat(ask(session, endpoint, "a message")).isEqualTo("a message");
            assertThat(http.getLastAccessedTime()).isEqualTo(shaken);
            Client asking = new Client();
            assertThat(ask(server.connect(asking, "/who/x", fields), asking, "?")).endsWith(" true");
            assertThat(http.getLastAccessedTime()).isGreaterThan(shaken);
        }
    }

    /** Of the answer "plain". @return its head */
    private static String plain(InputStream in) throws IOException {
        String head = RunningServer.head(in);
        assertThat(in.readNBytes("plain".length())).asString().isEqualTo("plain");
        return head;
    }

    /** Until the clock by which containers note the time says something else. */
    private static void awaitTickAfter(long time) {
        while (System.currentTimeMillis() <= time) {
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionAndTheParametersAreKnown(ServerKind kind) throws Exception {
        try (RunningServer server = new RunningServer(kind, base); Socket socket = server.dial()) {
            socket.getOutputStream().write(server.handshake("/where/a%20b/c?q=1&q=2"));
            InputStream in = socket.getInputStream();
            assertThat(RunningServer.head(in)).startsWith("HTTP/1.1 101");
            socket.getOutputStream().write(new byte[] {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, '?'});
            assertThat(in.read()).isEqualTo(0x81);
            int length = in.read();
            String answer = new String(in.readNBytes(length == 126 ? in.read() << 8 | in.read() : length), StandardCharsets.UTF_8);
            assertThat(answer).isEqualTo("127.0.0.1:" + server.port() + " 127.0.0.1:" + socket.getLocalPort()
                    + (kind.isSecure() ? " CN=localhost true wss" : " unknown false ws")
                    + " {more=c, name=a b} {q=[1, 2]}");
        }
    }

    /** Who is authenticated without an HTTP session has nothing that could end. */
    @ParameterizedTest
    @EnumSource
    void aUserNeedsNoHttpSession(ServerKind kind) throws Exception {
        try (RunningServer server = new RunningServer(kind, base)) {
            Client endpoint = new Client();
            assertThat(ask(server.connect(endpoint, "/who/guarded", USER), endpoint, "?"))
                    .startsWith("guarded /app/who/guarded null me true ");
        }
    }
}
