package dev.bosphorus.tck.api.handshake;

import dev.bosphorus.tck.api.Notes;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What {@link HandshakeTests} deploys. */
public final class HandshakeEndpoints {

    private HandshakeEndpoints() {
    }

    private static String names(List<Extension> extensions) {
        return extensions.stream().map(Extension::getName).collect(Collectors.joining(" "));
    }

    /** The platform's algorithms. */
    @ServerEndpoint(value = "/plain", subprotocols = {"v1", "v2", "v3"})
    public static class Plain {
        private int messages;

        @OnMessage
        public String asked(String question, Session session) {
            messages++;
            return switch (question) {
                case "subprotocol" -> "<" + session.getNegotiatedSubprotocol() + ">";
                case "extensions" -> names(session.getNegotiatedExtensions());
                default -> String.valueOf(messages);
            };
        }
    }

    /** No subprotocols. */
    @ServerEndpoint("/none")
    public static class None {
        @OnMessage
        public String asked(String question, Session session) {
            return "<" + session.getNegotiatedSubprotocol() + ">";
        }
    }

    /** Decides by itself, and notes what it was asked by the header {@code X-Name}. */
    public static class Deciding extends ServerEndpointConfig.Configurator {
        private final StringBuilder calls = new StringBuilder();

        private synchronized void call(String call) {
            calls.append(call).append(", ");
        }

        @Override
        public boolean checkOrigin(String origin) {
            call("checkOrigin(" + origin + ")");
            return !String.valueOf(origin).contains("evil");
        }

        @Override
        public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
            call("getNegotiatedSubprotocol(" + supported + " " + requested + ")");
            return requested.contains("last") ? requested.get(requested.size() - 1) : "";
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            String offers = requested.stream().map(offer -> offer.getName() + offer.getParameters().stream()
                    .map(parameter -> ";" + parameter.getName() + "=" + parameter.getValue()).collect(Collectors.joining()))
                    .collect(Collectors.joining(" "));
            call("getNegotiatedExtensions(" + offers + ")");
            return List.of();
        }

        @Override
        public synchronized void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            List<String> names = request.getHeaders().get("X-Name");
            if (names != null) {
                Notes.add(names.get(0), calls + "modifyHandshake");
            }
            calls.setLength(0);
        }
    }

    /** Is decided about. */
    @ServerEndpoint(value = "/deciding", subprotocols = {"first", "last"}, configurator = Deciding.class)
    public static class Decided {
        @OnMessage
        public String asked(String question, Session session) {
            return "<" + session.getNegotiatedSubprotocol() + ">";
        }
    }

    /** Tells in the answer what it sees of the request. */
    public static class Telling extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            Map<String, List<String>> answer = response.getHeaders();
            Map<String, List<String>> asked = request.getHeaders();
            answer.put("X-Two", List.of("one", "two"));
            answer.put("X-Uri", List.of(request.getRequestURI().toString()));
            answer.put("X-Query", List.of(String.valueOf(request.getQueryString())));
            answer.put("X-Parameters", List.of(new TreeMap<>(request.getParameterMap()).toString()));
            answer.put("X-User", List.of(request.getUserPrincipal() + " " + request.isUserInRole("any")));
            answer.put("X-Session", List.of(String.valueOf(request.getHttpSession())));
            answer.put("X-Any-Case", List.of(asked.get("x-ASKED") + " " + asked.get("X-asked")));
            answer.put("X-Read-Only", List.of(refusal(() -> asked.put("a", List.of("b")))));
            answer.put("X-Parameters-Read-Only", List.of(refusal(() -> request.getParameterMap().clear())));
            answer.put("X-Subprotocol", List.of(String.valueOf(answer.get(HandshakeRequest.SEC_WEBSOCKET_PROTOCOL))));
            answer.put("X-Accept", List.of(String.valueOf(answer.get(HandshakeResponse.SEC_WEBSOCKET_ACCEPT))));
            config.getUserProperties().put("asked", String.valueOf(asked.get("X-Asked")));
        }

        private static String refusal(Runnable change) {
            try {
                change.run();
                return "changed";
            } catch (UnsupportedOperationException e) {
                return "read-only";
            }
        }
    }

    /** Is told about. */
    @ServerEndpoint(value = "/telling/{room}", subprotocols = "v1", configurator = Telling.class)
    public static class Told {
        @OnMessage
        public String asked(String question, Session session) {
            return String.valueOf(session.getUserProperties().get("asked"));
        }
    }

    /** Refuses in its own way. */
    public static class Refusing extends ServerEndpointConfig.Configurator {
        @Override
        public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
            if (request.getQueryString() != null) {
                throw new IllegalStateException("asked to");
            }
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
            return super.getEndpointInstance(type);
        }
    }

    /** Is refused with a query. */
    @ServerEndpoint(value = "/refusing", configurator = Refusing.class)
    public static class Refused {
        @OnMessage
        public String asked(String question) {
            return question;
        }
    }

    /** Has one instance for all. */
    public static class Sharing extends ServerEndpointConfig.Configurator {
        private final Shared shared = new Shared();
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            shared.clients = asked.incrementAndGet();
            return type.cast(shared);
        }
    }

    /** Has one instance for all. */
    @ServerEndpoint(value = "/shared", configurator = Sharing.class)
    public static class Shared {
        private volatile int clients;
        private final AtomicInteger messages = new AtomicInteger();

        @OnMessage
        public String message(String text) {
            return messages.incrementAndGet() + " of " + clients;
        }
    }

    /** Makes instances in the platform's way, and sets them up. */
    public static class Preparing extends ServerEndpointConfig.Configurator {
        @Override
        public <T> T getEndpointInstance(Class<T> type) throws InstantiationException {
            T instance = getContainerDefaultConfigurator().getEndpointInstance(type);
            ((Prepared) instance).prepared = true;
            return instance;
        }
    }

    /** Is set up by its configurator. */
    @ServerEndpoint(value = "/prepared", configurator = Preparing.class)
    public static class Prepared {
        private volatile boolean prepared;

        @OnMessage
        public boolean message(String text) {
            return prepared;
        }
    }
}
