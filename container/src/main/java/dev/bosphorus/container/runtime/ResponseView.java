package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import jakarta.websocket.HandshakeResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answer to an opening handshake as the application's configurator may change it; names without regard to case. */
final class ResponseView implements HandshakeResponse {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    ResponseView(UpgradeResponse proposed) {
        proposed.headers().forEach((name, value) -> headers.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value));
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }
}
