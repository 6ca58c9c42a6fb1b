package dev.bosphorus.adapter.model;

import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.EncoderSet;
import dev.bosphorus.adapter.path.UriTemplate;
import dev.bosphorus.extra.OverflowPolicy;
import jakarta.websocket.EndpointConfig;
import java.util.List;
import java.util.Optional;

/**
 * All that is known of an endpoint at deployment: immutable, validated, shared by all its sessions.
 *
 * @param endpointClass  the class of the instances that {@code onOpen}, {@code onClose}, {@code onError} and the
 *                       message callbacks expect as {@link CallScope#endpoint()}
 * @param path           the path template; empty for client endpoints
 * @param config         the configuration that the application gave or the annotation implies, as it was deployed
 * @param decoders       the decoders, in the order declared
 * @param encoders       the encoders, in the order declared
 * @param onOpen         called with the {@link EndpointConfig} as payload
 * @param onClose        called with the {@link jakarta.websocket.CloseReason} as payload
 * @param onError        called with the {@link Throwable} as payload; empty where an annotated endpoint has none
 * @param messageTargets the message handlers known at deployment (annotated methods); a programmatic endpoint has none,
 *                       it adds handlers to the session
 * @param nonBlocking    whether the class carries {@link dev.bosphorus.extra.NonBlocking}
 * @param overflow       what becomes of messages to slow peers, where the class says so
 */
public record EndpointModel(
        Class<?> endpointClass,
        Optional<UriTemplate> path,
        EndpointConfig config,
        DecoderSet decoders,
        EncoderSet encoders,
        Optional<Callback> onOpen,
        Optional<Callback> onClose,
        Optional<Callback> onError,
        List<MessageTarget> messageTargets,
        boolean nonBlocking,
        Optional<OverflowPolicy> overflow) {

    public EndpointModel {
        messageTargets = List.copyOf(messageTargets);
    }
}
