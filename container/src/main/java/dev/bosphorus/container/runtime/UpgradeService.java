package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.transport.Transport;
import dev.bosphorus.container.transport.TransportListener;

/** Decides the opening handshake of a request: which endpoint, which subprotocol, which extensions. */
public interface UpgradeService {

    /** What becomes of a request. */
    sealed interface Decision {

        /** No endpoint has this path; the HTTP side answers. */
        record NotFound() implements Decision {
        }

        record Refused(UpgradeResponse response) implements Decision {
        }

        /**
         * @param response the 101, to be written before anything of the session
         * @param start    begins the session; called once, when the response is about to be written
         */
        record Accepted(UpgradeResponse response, SessionStart start) implements Decision {
        }
    }

    /** Begins the session of an accepted handshake. */
    interface SessionStart {

        /** Whether the endpoint promises not to block ({@link dev.bosphorus.extra.NonBlocking}). */
        boolean nonBlocking();

        /** Makes connection and session; the transport then calls the listener. */
        TransportListener begin(Transport transport);

        /** Gives back what was made for the session. To be called in place of {@link #begin} where the upgrade fails. */
        void abandon();
    }

    /** Whether an endpoint is deployed at this raw path, context path included. */
    boolean hasEndpoint(String path);

    /** Whether an endpoint is deployed there that promises not to block: then {@link #decide} may be called on an I/O thread. */
    boolean decidesAtOnce(String path);

    /** Judges a request; calls the application's configurator, so it may block. Never throws for what a peer sent. */
    Decision decide(UpgradeRequest request, PeerInfo peer);
}
