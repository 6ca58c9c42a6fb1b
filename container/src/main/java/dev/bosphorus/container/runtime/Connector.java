package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.frame.ProtocolLimits;
import dev.bosphorus.container.protocol.handshake.HttpHead.ResponseHead;
import dev.bosphorus.container.protocol.handshake.ProxyTunnel;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;
import javax.net.ssl.SSLEngine;

/** Opens connections to servers and sends the opening handshake on them. Safe from any thread. */
public interface Connector {

    /** How much of a refusal's body is kept. */
    int MAX_BODY_BYTES = 64 * 1024;

    /**
     * One connection that is to be opened.
     *
     * @param host    to connect to: the server or a proxy
     * @param port    of that host
     * @param tunnel  through the proxy, not yet begun; {@code null} for none
     * @param tls     the client's side of TLS with the server, not yet begun; {@code null} for none
     * @param request the head of the opening handshake
     * @param limits  for the head of the answer
     */
    record Route(String host, int port, ProxyTunnel tunnel, SSLEngine tls, byte[] request, ProtocolLimits limits) {
    }

    /**
     * Told how a connection fares, one call at a time, on threads on which the application's code may block. One of
     * {@code refused}, {@code failed} and an {@code answered} that names who goes on comes last.
     */
    interface Opening {

        /**
         * The server has answered; nothing of the answer's body has been read.
         *
         * @return who goes on; {@code null} where there is no WebSocket, so that the body is to be collected
         * @throws Exception to end the connection; told to {@link #failed}
         */
        SessionStart answered(ResponseHead answer) throws Exception;

        /** The body of an answer that is no WebSocket: complete, or as much of it as is kept. */
        void refused(ResponseHead answer, byte[] body);

        /** The proxy opens no tunnel. @param body of its answer, likewise; empty where it does not speak HTTP */
        void refused(ProxyTunnel tunnel, byte[] body);

        /** There is no connection any more. */
        void failed(Throwable cause);
    }

    /** A connection under way. */
    @FunctionalInterface
    interface Pending {

        /** Cuts the connection; {@link Opening#failed} is told unless it is open already, and then nothing happens. */
        void cancel();
    }

    /** Begins to connect, and does not wait. */
    Pending connect(Route route, Opening opening);
}
