package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.handshake.UpgradeRequest;
import dev.bosphorus.container.runtime.UpgradeService.Decision;
import jakarta.websocket.DeploymentException;
import java.io.IOException;

/** Upgrades a request that a servlet container has handed to the application. Safe from any thread. */
@FunctionalInterface
public interface HttpUpgrade {

    /** Judges a handshake. */
    @FunctionalInterface
    interface Judge {
        Decision decide(UpgradeRequest request, PeerInfo peer);
    }

    /** Where there is no servlet container. */
    HttpUpgrade NONE = (request, response, judge) -> {
        throw new UnsupportedOperationException(
                "upgradeHttpToWebSocket needs the request of a servlet container, and this is an embedded server");
    };

    /**
     * Answers a handshake as the judge decides.
     *
     * @throws DeploymentException where request and response are none of a servlet container
     */
    void upgrade(Object request, Object response, Judge judge) throws IOException, DeploymentException;
}
