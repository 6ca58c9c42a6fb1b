package dev.bosphorus.container.http;

import dev.bosphorus.container.http.StaticContent.Resource;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import dev.bosphorus.container.runtime.UpgradeService.SessionStart;

/** What a request gets. */
public sealed interface Answer {

    /**
     * The connection becomes a WebSocket.
     *
     * @param response the 101, to be written before anything of the session
     * @param start    begins the session
     */
    record Upgrade(UpgradeResponse response, SessionStart start) implements Answer {
    }

    /**
     * An HTTP response.
     *
     * @param bytes   its head, and its content where that is a text of ours
     * @param content the file to send after it, or {@code null}
     * @param close   whether the connection ends afterwards
     */
    record Reply(byte[] bytes, Resource content, boolean close) implements Answer {
    }
}
