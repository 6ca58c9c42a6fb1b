package dev.bosphorus.container.runtime;

import dev.bosphorus.container.protocol.handshake.HeaderFields;
import dev.bosphorus.container.protocol.handshake.UpgradeResponse;
import jakarta.websocket.HandshakeResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The answer to an opening handshake as the application's configurator may change it. */
final class ResponseView implements HandshakeResponse {

    /** What the handshake itself says; nobody else has a say in it. */
    private static final Set<String> PROTECTED = protectedNames();

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final UpgradeResponse accepted;

    ResponseView(UpgradeResponse accepted) {
        this.accepted = accepted;
        accepted.headers().forEach((name, value) -> headers.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value));
    }

    private static Set<String> protectedNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        names.addAll(List.of("Upgrade", "Connection", "Sec-WebSocket-Accept", "Sec-WebSocket-Protocol",
                "Sec-WebSocket-Extensions", "Content-Length", "Transfer-Encoding"));
        return names;
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return headers;
    }

    /** The answer with what was added. @throws IllegalArgumentException where a name or a value may not be sent */
    UpgradeResponse toResponse() {
        HeaderFields.Builder merged = new HeaderFields.Builder();
        accepted.headers().forEach(merged::add);
        headers.forEach((name, values) -> {
            if (!PROTECTED.contains(name)) {
                values.forEach(value -> merged.add(name, value));
            }
        });
        return new UpgradeResponse(accepted.status(), merged.build(), accepted.body());
    }
}
