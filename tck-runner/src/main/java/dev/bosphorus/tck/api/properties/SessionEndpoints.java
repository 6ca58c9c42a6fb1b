package dev.bosphorus.tck.api.properties;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What {@link SessionTests} deploys. */
public final class SessionEndpoints {

    private SessionEndpoints() {
    }

    /** Adds user properties to those of the configuration. */
    public static class Configurator extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            config.getUserProperties().put("handshake", "yes");
        }
    }

    /** Says what its session is, by the name of the question. */
    @ServerEndpoint(value = "/session/{room}/{number}", subprotocols = "known", configurator = Configurator.class)
    public static class Asked {
        private static final Map<String, Session> BY_ROOM = new ConcurrentHashMap<>();
        private EndpointConfig config;

        @OnOpen
        public void opened(Session session, EndpointConfig its, @PathParam("room") String room) {
            config = its;
            BY_ROOM.put(room, session);
        }

        @OnMessage
        public String asked(String question, Session session) {
            return String.valueOf(answer(question, session));
        }

        private Object answer(String question, Session session) {
            return switch (question) {
                case "getContainer" -> session.getContainer() instanceof ServerContainer;
                case "sameContainer" -> BY_ROOM.get("first").getContainer() == session.getContainer();
                case "getId" -> session.getId();
                case "getProtocolVersion" -> session.getProtocolVersion();
                case "getNegotiatedSubprotocol" -> "<" + session.getNegotiatedSubprotocol() + ">";
                case "getNegotiatedExtensions" -> session.getNegotiatedExtensions().size();
                case "isSecure" -> session.isSecure();
                case "isOpen" -> session.isOpen();
                case "getRequestURI" -> session.getRequestURI().toString();
                case "getQueryString" -> String.valueOf(session.getQueryString());
                case "getRequestParameterMap" -> new TreeMap<>(session.getRequestParameterMap()).toString();
                case "getPathParameters" -> new TreeMap<>(session.getPathParameters()).toString();
                case "getUserPrincipal" -> String.valueOf(session.getUserPrincipal());
                case "remotes" -> session.getBasicRemote() != null && session.getAsyncRemote() != null;
                default -> changed(question, session);
            };
        }

        private Object changed(String question, Session session) {
            switch (question) {
                case "setMaxIdleTimeout" -> {
                    session.setMaxIdleTimeout(123_456);
                    return session.getMaxIdleTimeout();
                }
                case "setMaxTextMessageBufferSize" -> {
                    session.setMaxTextMessageBufferSize(1234);
                    return session.getMaxTextMessageBufferSize();
                }
                case "setMaxBinaryMessageBufferSize" -> {
                    session.setMaxBinaryMessageBufferSize(2345);
                    return session.getMaxBinaryMessageBufferSize();
                }
                case "getRequestParameterMap.clear" -> {
                    return refusal(() -> session.getRequestParameterMap().clear());
                }
                case "getPathParameters.clear" -> {
                    return refusal(() -> session.getPathParameters().clear());
                }
                default -> {
                    return shared(question, session);
                }
            }
        }

        private Object shared(String question, Session session) {
            Set<Session> open = session.getOpenSessions();
            return switch (question) {
                case "getOpenSessions" -> open.contains(session);
                case "getOpenSessions.others" -> {
                    boolean other = open.contains(BY_ROOM.get("other"));
                    boolean stranger = open.stream().anyMatch(each -> each.getRequestURI().getPath().endsWith("/elsewhere"));
                    yield other + " " + stranger;
                }
                case "getOpenSessions.copy" -> {
                    try {
                        open.clear();
                    } catch (UnsupportedOperationException e) {
                        yield session.getOpenSessions().contains(session);
                    }
                    yield session.getOpenSessions().contains(session);
                }
                case "getUserProperties" -> {
                    session.getUserProperties().put("a", "b");
                    yield session.getUserProperties().get("a");
                }
                case "getUserProperties.initial" -> session.getUserProperties().get("handshake");
                case "getUserProperties.configured" -> {
                    session.getUserProperties().put("only the session's", "x");
                    yield config.getUserProperties().containsKey("only the session's");
                }
                default -> throw new IllegalArgumentException(question);
            };
        }

        private static String refusal(Runnable change) {
            try {
                change.run();
                return "changed";
            } catch (UnsupportedOperationException e) {
                return "unmodifiable";
            }
        }

        @OnClose
        public void closed(@PathParam("room") String room) {
            BY_ROOM.remove(room);
        }
    }

    /** Another endpoint. */
    @ServerEndpoint("/elsewhere")
    public static class Elsewhere {
        @OnMessage
        public int asked(String question, Session session) {
            return session.getOpenSessions().size();
        }
    }
}
