package dev.bosphorus.container.session;

import jakarta.websocket.Extension;
import java.security.Principal;
import java.util.List;
import java.util.Map;

/**
 * What the opening handshake settled for one session.
 *
 * @param id             unique in this process
 * @param uri            of the request
 * @param pathParameters the values of the path's variables, decoded
 * @param subprotocol    empty for none
 * @param extensions     as agreed, in the order in which they are applied
 * @param principal      {@code null} where nobody was authenticated
 * @param userProperties of the configuration as the handshake left them; empty for none
 */
public record SessionFacts(
        String id,
        RequestUri uri,
        Map<String, String> pathParameters,
        String subprotocol,
        List<Extension> extensions,
        Principal principal,
        Map<String, Object> userProperties) {
}
