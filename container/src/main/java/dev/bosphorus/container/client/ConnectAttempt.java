package dev.bosphorus.container.client;

import dev.bosphorus.adapter.config.ClientHandshakeConfig;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.container.protocol.extension.Extension;
import dev.bosphorus.container.protocol.extension.Negotiation;
import dev.bosphorus.container.protocol.handshake.ClientHandshake;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import dev.bosphorus.container.protocol.handshake.ProxyTunnel;
import dev.bosphorus.container.runtime.AgreedExtension;
import dev.bosphorus.container.runtime.Connector;
import dev.bosphorus.container.runtime.SessionFactory;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import dev.bosphorus.container.session.RequestUri;
import dev.bosphorus.container.session.SessionFacts;
import dev.bosphorus.container.session.WebSocketSession;
import dev.bosphorus.container.transport.Timer;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.DeploymentException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** One attempt to open a session: a connection, and another one for each redirect and each demand for credentials. */
final class ConnectAttempt implements Connector.Opening {

    private final ClientRuntime client;
    private final Target target;
    private final Reconnecting reconnecting;
    private final ClientHandshakeConfig config;
    private final CompletableFuture<WebSocketSession> result = new CompletableFuture<>();

    /** What the application and the answers so far want of the next request; belongs to the one thread that is at it. */
    private ClientRequest request;

    // The following belong to the lock on this object.

    private Connector.Pending pending;
    private Timer.Handle deadline;
    /** The server's refusal while its body is still coming; {@code null} otherwise. */
    private ResponseHead refusal;
    /** Whether there will be no further connection. */
    private boolean over;

    ConnectAttempt(ClientRuntime client, Target target, Reconnecting reconnecting) {
        this.client = client;
        this.target = target;
        this.reconnecting = reconnecting;
        this.config = new ClientHandshakeConfig(target.config());
    }

    /**
     * Begins; the result fails with a {@link DeploymentException} or an {@link IOException}. It is completed on whatever thread
     * there is, so that what depends on it must not block.
     */
    CompletableFuture<WebSocketSession> start() {
        try {
            request = ClientRequest.first(target, config, client);
        } catch (Throwable e) {
            failed(e);
            return result;
        }
        synchronized (this) {
            deadline = client.threads().timer().schedule(this::late, client.options().connectTimeout().toNanos());
        }
        dial();
        return result;
    }

    private void dial() {
        try {
            Connector.Route route = request.route(client.options(), config, client.settings().limits());
            synchronized (this) {
                refusal = null;
                if (!over) {
                    pending = client.threads().connector().connect(route, this);
                }
            }
        } catch (Throwable e) {
            // Of the application's TLS context, for one.
            failed(e);
        }
    }

    private void late() {
        String when = " within " + client.options().connectTimeout();
        ResponseHead answer;
        synchronized (this) {
            answer = refusal;
        }
        end(answer == null ? new SocketTimeoutException("no connection to " + target.uri() + when)
                : failed(new HandshakeException("the server answered with status " + answer.status() + ", but not all of it came"
                        + when, answer.status(), answer.headers().asMap(), null)));
    }

    /** Ends the attempt; without effect once it has ended. */
    void cancel() {
        end(new CancellationException("the attempt to connect to " + target.uri() + " was cancelled"));
    }

    private void end(Throwable failure) {
        if (finish()) {
            result.completeExceptionally(failure);
        }
    }

    /** @return whether it was this call that ended the attempt */
    private boolean finish() {
        synchronized (this) {
            if (over) {
                return false;
            }
            over = true;
            endDeadline();
            if (pending != null) {
                pending.cancel();
            }
        }
        target.lifetime().end();
        return true;
    }

    private synchronized void endDeadline() {
        if (deadline != null) {
            deadline.cancel();
        }
    }

    /** Ends a session that opened when nobody wanted it any more. */
    static void unwanted(WebSocketSession session) {
        session.close(new CloseReason(CloseCodes.GOING_AWAY, "the attempt to connect was cancelled"));
    }

    // ---- Answers -------------------------------------------------------------------------------------------------

    @Override
    public SessionStart answered(ResponseHead answer) throws Exception {
        ClientHandshake.Result judged = request.handshake().examine(answer);
        if (judged instanceof ClientHandshake.Accepted accepted) {
            return accepted(answer, accepted);
        }
        if (answer.status() != 101) {
            synchronized (this) {
                refusal = answer;
            }
            return null;
        }
        String reason = ((ClientHandshake.Rejected) judged).reason();
        throw failed(new HandshakeException(reason, 101, answer.headers().asMap(), null), answer);
    }

    private SessionStart accepted(ResponseHead answer, ClientHandshake.Accepted accepted) throws Exception {
        List<Extension> extensions;
        try {
            extensions = Negotiation.confirm(
                    accepted.extensions(), request.handshake().extensions(), client.settings().extensions());
        } catch (IllegalArgumentException e) {
            throw failed(new HandshakeException(e.getMessage(), 101, answer.headers().asMap(), null), answer);
        }
        tellConfigurator(answer);
        InstanceFactory.Managed<?> instance = instance();
        return new Start(facts(accepted, extensions), extensions, instance);
    }

    private SessionFacts facts(ClientHandshake.Accepted accepted, List<Extension> extensions) {
        URI uri = request.handshake().uri();
        return new SessionFacts(client.sessions().newId(), new RequestUri(uri.toString(), uri.getRawQuery()), Map.of(),
                accepted.subprotocol() == null ? "" : accepted.subprotocol(),
                extensions.stream().map(extension -> AgreedExtension.of(extension.agreed())).toList(), null,
                config.userPropertiesNow());
    }

    private InstanceFactory.Managed<?> instance() throws DeploymentException {
        try {
            InstanceFactory factory = target.endpoint().instances();
            return client.call(factory, () -> target.instances().next(factory));
        } catch (InstantiationException e) {
            throw new DeploymentException(e.getMessage(), e);
        }
    }

    @Override
    public void refused(ResponseHead answer, byte[] body) {
        try {
            ClientRequest next = request.after(answer, client.options());
            if (next != null) {
                request = next;
                dial();
            } else {
                String reason = "the server answered with status " + answer.status();
                end(failed(new HandshakeException(reason, answer.status(), answer.headers().asMap(), body), answer));
            }
        } catch (IllegalArgumentException e) {
            end(failed(new HandshakeException(e.getMessage(), answer.status(), answer.headers().asMap(), body), answer));
        }
    }

    @Override
    public void refused(ProxyTunnel tunnel, byte[] body) {
        ResponseHead refusal = tunnel.refusal();
        ClientRequest next = refusal == null ? null : request.afterProxy(refusal, client.options().proxy());
        if (next != null) {
            request = next;
            dial();
            return;
        }
        end(failed(refusal == null ? new HandshakeException(tunnel.reason(), 0, null, null)
                : new HandshakeException(tunnel.reason(), refusal.status(), refusal.headers().asMap(), body)));
    }

    @Override
    public void failed(Throwable cause) {
        boolean known = cause instanceof DeploymentException || cause instanceof IOException;
        end(known ? cause : new DeploymentException("the connection to " + target.uri() + " failed: " + cause, cause));
    }

    private DeploymentException failed(HandshakeException answer) {
        return new DeploymentException("the handshake with " + request.handshake().uri() + " failed: " + answer.getMessage(),
                answer);
    }

    /** The application sees a refusal, too (Jakarta WebSocket 2.3, {@code afterResponse}). */
    private DeploymentException failed(HandshakeException failure, ResponseHead answer) {
        try {
            tellConfigurator(answer);
        } catch (DeploymentException e) {
            failure.addSuppressed(e);
        }
        return failed(failure);
    }

    private void tellConfigurator(ResponseHead answer) throws DeploymentException {
        try {
            client.call(target.endpoint().instances(), () -> {
                config.getConfigurator().afterResponse(answer.headers()::asMap);
                return null;
            });
        } catch (Throwable e) {
            throw new DeploymentException("afterResponse of " + config.getConfigurator().getClass().getName() + " failed: " + e, e);
        }
    }

    // ---- The session ---------------------------------------------------------------------------------------------

    private final class Start implements SessionStart, SessionFactory.Watcher {

        private final SessionFacts facts;
        private final List<Extension> extensions;
        private final InstanceFactory.Managed<?> instance;

        Start(SessionFacts facts, List<Extension> extensions,
                InstanceFactory.Managed<?> instance) {
            this.facts = facts;
            this.extensions = extensions;
            this.instance = instance;
        }

        @Override
        public boolean nonBlocking() {
            return target.endpoint().model().nonBlocking();
        }

        @Override
        public TransportListener begin(Transport transport) {
            TransportListener session =
                    client.sessions().begin(target.endpoint(), config, instance, facts, extensions, transport, this);
            target.lifetime().begin();
            // The connection stands; how long onOpen takes is the application's affair.
            endDeadline();
            return session;
        }

        @Override
        public void abandon() {
            instance.close();
        }

        @Override
        public void opened(WebSocketSession session) {
            if (!finish() || !result.complete(session)) {
                unwanted(session);
            }
        }

        @Override
        public void ended(WebSocketSession session) {
            if (reconnecting != null && !session.endedAsWanted() && !client.isClosed()) {
                reconnecting.begin();
            }
            target.lifetime().end();
        }
    }
}
