package dev.bosphorus.servlet.deploy;

import dev.bosphorus.extra.ExtendedSession;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.security.Principal;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What {@link ServletServer}s deploy. */
final class TestEndpoints {

    static final Set<Class<?>> ALL = Set.of(Echo.class, Who.class, Where.class, Leaving.class, Flood.class, Repeat.class,
            Suspending.class);

    private TestEndpoints() {
    }

    @ServerEndpoint("/echo")
    public static class Echo {
        @OnOpen
        public void open(Session session) {
            session.setMaxBinaryMessageBufferSize(2 << 20);
        }

        @OnMessage
        public String echo(String text) {
            return text;
        }

        @OnMessage
        public ByteBuffer echo(ByteBuffer bytes) {
            return bytes;
        }
    }

    /** Says who asks, and for what. */
    @ServerEndpoint(value = "/who/{name}", configurator = WhoFacts.class)
    public static class Who {
        @OnMessage
        public String who(String ignored, Session session, @PathParam("name") String name) {
            Principal principal = session.getUserPrincipal();
            return name + " " + session.getRequestURI().getPath() + " " + session.getQueryString() + " "
                    + (principal == null ? "nobody" : principal.getName()) + " " + session.getUserProperties().get("facts");
        }
    }

    public static class WhoFacts extends ServerEndpointConfig.Configurator {

        /** The paths of the handshakes that it was asked of. */
        static final Set<String> ASKED = ConcurrentHashMap.newKeySet();

        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            ASKED.add(request.getRequestURI().getPath());
            config.getUserProperties().put("facts", request.isUserInRole("friend") + " " + (request.getHttpSession() != null));
            response.getHeaders().put("X-Own", List.of("1"));
        }
    }

    /** Says from where to where the connection is, in which way it is secured, and what the parameters are. */
    @ServerEndpoint(value = "/where/{name}/{more}", configurator = WhereFacts.class)
    public static class Where {
        @OnMessage
        public String where(String ignored, Session session) {
            return session.getUserProperties().get("facts") + " " + session.isSecure() + " " + session.getRequestURI().getScheme() + " "
                    + new TreeMap<>(session.getPathParameters()) + " " + new TreeMap<>(session.getRequestParameterMap());
        }
    }

    public static class WhereFacts extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            X509Certificate[] chain = (X509Certificate[]) fact(request, "getUserX509CertificateChain");
            config.getUserProperties().put("facts", fact(request, "getLocalAddress") + ":" + fact(request, "getLocalPort") + " "
                    + fact(request, "getRemoteAddress") + ":" + fact(request, "getRemotePort") + " "
                    + (chain == null ? "unknown" : chain[0].getSubjectX500Principal().getName()));
        }

        /** Of Jakarta WebSocket 2.3, and this is compiled with 2.2, too. */
        private static Object fact(HandshakeRequest request, String getter) {
            try {
                Method method = request.getClass().getMethod(getter);
                method.setAccessible(true);
                return method.invoke(request);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Ends the HTTP session of its handshake. */
    @ServerEndpoint(value = "/leaving", configurator = LeavingFacts.class)
    public static class Leaving {
        @OnOpen
        public void open(EndpointConfig config) {
            ((HttpSession) config.getUserProperties().get("session")).invalidate();
        }
    }

    public static class LeavingFacts extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("session", request.getHttpSession());
        }
    }

    /** Sends more than any buffer holds, and says how that went. */
    @ServerEndpoint("/flood")
    public static class Flood {
        static final BlockingQueue<String> OUTCOMES = new LinkedBlockingQueue<>();

        @OnMessage
        public void flood(String name, Session session) {
            try {
                for (int i = 0; i < 64; i++) {
                    session.getBasicRemote().sendBinary(ByteBuffer.allocate(1 << 20));
                }
                OUTCOMES.add(name + " sent");
            } catch (IOException e) {
                OUTCOMES.add(name + " failed");
            }
        }
    }

    /** Says back three times what it is told, with calls that wait for the peer. */
    @ServerEndpoint("/repeat")
    public static class Repeat {

        static final int TIMES = 3;
        static final AtomicInteger BEGUN = new AtomicInteger();
        static final AtomicInteger RETURNED = new AtomicInteger();

        @OnOpen
        public void open(Session session) {
            session.setMaxBinaryMessageBufferSize(1 << 20);
        }

        @OnMessage
        public void repeat(ByteBuffer bytes, Session session) throws IOException {
            BEGUN.incrementAndGet();
            for (int i = 0; i < TIMES; i++) {
                session.getBasicRemote().sendBinary(bytes.duplicate());
            }
            RETURNED.incrementAndGet();
        }
    }

    /** Says back what it is told, and reads nothing more after the first message. */
    @ServerEndpoint("/suspending")
    public static class Suspending {

        static final BlockingQueue<ExtendedSession> SESSIONS = new LinkedBlockingQueue<>();

        private boolean suspended;

        @OnMessage
        public String echo(String text, Session session) {
            if (!suspended) {
                suspended = true;
                ExtendedSession.of(session).suspend();
                SESSIONS.add(ExtendedSession.of(session));
            }
            return text;
        }
    }
}
