package dev.bosphorus.adapter.model;

import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.util.Map;

/**
 * Whom a callback calls: one per session.
 *
 * @param endpoint       the instance
 * @param session        the session
 * @param config         the endpoint's configuration as this session sees it
 * @param pathParameters the values of the template's variables, decoded
 */
public record CallScope(Object endpoint, Session session, EndpointConfig config, Map<String, String> pathParameters) {
}
