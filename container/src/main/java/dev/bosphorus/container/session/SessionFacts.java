package dev.bosphorus.container.session;

import jakarta.websocket.Extension;
import jakarta.websocket.WebSocketContainer;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Map;

/**
 * What the opening handshake settled for one session.
 *
 * @param id             unique in this process
 * @param container      the container that made it
 * @param requestUri     absolute, with its query
 * @param parameters     of the query, decoded
 * @param pathParameters the values of the path's variables, decoded
 * @param subprotocol    empty for none
 * @param extensions     as agreed, in the order in which they are applied
 * @param secure         whether the connection is encrypted
 * @param principal      {@code null} where nobody was authenticated
 */
public record SessionFacts(
        String id,
        WebSocketContainer container,
        URI requestUri,
        Map<String, List<String>> parameters,
        Map<String, String> pathParameters,
        String subprotocol,
        List<Extension> extensions,
        boolean secure,
        Principal principal) {
}
