package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.EncoderSet;
import dev.bosphorus.adapter.config.DefaultConfigurator;
import dev.bosphorus.adapter.config.EndpointInstances;
import dev.bosphorus.adapter.config.InstanceFactory;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.path.UriTemplate;
import dev.bosphorus.adapter.type.GenericTypes;
import dev.bosphorus.extra.NonBlocking;
import dev.bosphorus.extra.Overflow;
import dev.bosphorus.extra.OverflowPolicy;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import jakarta.websocket.server.ServerEndpointConfig.Configurator;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads endpoint classes and configurations into models; the one door to this module's reading side. Stateless. */
public final class EndpointScanner {

    private static final String CLASS_RULE = " (Jakarta WebSocket 2.2, 4.1)";

    /** A handler has no message size of its own; the session's holds. */
    private static final long NO_LIMIT = -1;

    private EndpointScanner() {
    }

    /**
     * A class with {@code @ServerEndpoint} (Jakarta WebSocket 2.2, 4.1).
     *
     * @param instances makes its configurator, and is to make what is needed for its sessions
     * @throws DeploymentException with every problem found, one line each
     */
    public static EndpointModel annotatedServer(Class<?> endpointClass, InstanceFactory instances) throws DeploymentException {
        Problems problems = new Problems(endpointClass);
        ServerEndpoint annotation = endpointClass.getAnnotation(ServerEndpoint.class);
        if (annotation == null) {
            problems.add("the class has no @ServerEndpoint");
            problems.throwIfAny();
        }
        Configurator configurator = configurator(annotation.configurator(), Configurator.class, instances, problems)
                .orElseGet(DefaultConfigurator::new);
        // The builder refuses some paths by itself; what is wrong with them is reported with all the rest.
        String path = annotation.value().startsWith("/") ? annotation.value() : "/";
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(endpointClass, path)
                .subprotocols(List.of(annotation.subprotocols()))
                .encoders(List.of(annotation.encoders()))
                .decoders(List.of(annotation.decoders()))
                .configurator(configurator)
                .build();
        requireInstances(endpointClass, configurator, instances, problems);
        return annotated(endpointClass, config, template(annotation.value(), problems), instances, problems);
    }

    /**
     * A server configuration, whose endpoint class is an {@code Endpoint} or a class with {@code @ServerEndpoint}. What the
     * configuration says of path and codecs goes before what the annotation says.
     *
     * @param instances is to make what is needed for its sessions
     * @throws DeploymentException with every problem found, one line each
     */
    public static EndpointModel server(ServerEndpointConfig config, InstanceFactory instances) throws DeploymentException {
        Class<?> endpointClass = config.getEndpointClass();
        Problems problems = new Problems(endpointClass);
        requireInstances(endpointClass, config.getConfigurator(), instances, problems);
        Optional<UriTemplate> template = template(config.getPath(), problems);
        if (Endpoint.class.isAssignableFrom(endpointClass)) {
            return programmatic(endpointClass, config, template, instances, problems);
        }
        if (!endpointClass.isAnnotationPresent(ServerEndpoint.class)) {
            problems.add("the class neither extends Endpoint nor has @ServerEndpoint");
        }
        return annotated(endpointClass, config, template, instances, problems);
    }

    /**
     * A class with {@code @ClientEndpoint} (Jakarta WebSocket 2.2, 4.2). Whether it can be instantiated is not asked: the
     * application may have the instance already.
     *
     * @param instances makes its configurator, and is to make what is needed for its sessions
     * @throws DeploymentException with every problem found, one line each
     */
    public static EndpointModel annotatedClient(Class<?> endpointClass, InstanceFactory instances) throws DeploymentException {
        Problems problems = new Problems(endpointClass);
        ClientEndpoint annotation = endpointClass.getAnnotation(ClientEndpoint.class);
        if (annotation == null) {
            problems.add("the class has no @ClientEndpoint");
            problems.throwIfAny();
        }
        ClientEndpointConfig.Configurator configurator =
                configurator(annotation.configurator(), ClientEndpointConfig.Configurator.class, instances, problems)
                        .orElseGet(ClientEndpointConfig.Configurator::new);
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of(annotation.subprotocols()))
                .encoders(List.of(annotation.encoders()))
                .decoders(List.of(annotation.decoders()))
                .configurator(configurator)
                .build();
        return annotated(endpointClass, config, Optional.empty(), instances, problems);
    }

    /**
     * A programmatic client endpoint ({@code Endpoint} subclass) with its configuration. Whether the class can be instantiated
     * is not asked: the application may have the instance already.
     *
     * @param instances is to make its encoders and decoders
     * @throws DeploymentException with every problem found, one line each
     */
    public static EndpointModel client(Class<?> endpointClass, ClientEndpointConfig config, InstanceFactory instances)
            throws DeploymentException {
        Problems problems = new Problems(endpointClass);
        if (!Endpoint.class.isAssignableFrom(endpointClass)) {
            problems.add("the class does not extend Endpoint");
        }
        return programmatic(endpointClass, config, Optional.empty(), instances, problems);
    }

    private static EndpointModel annotated(Class<?> endpointClass, EndpointConfig config, Optional<UriTemplate> template,
            InstanceFactory instances, Problems problems) throws DeploymentException {
        DecoderSet decoders = decoders(config, instances, problems);
        EncoderSet encoders = encoders(config, instances, problems);
        List<String> variables = template.map(UriTemplate::variables).orElse(List.of());
        AnnotatedEndpoint methods = new AnnotatedEndpoint(endpointClass, variables, problems);
        EndpointModel model = new EndpointModel(endpointClass, template, config, decoders, encoders,
                methods.lifecycle(MethodRules.OPEN), methods.lifecycle(MethodRules.CLOSE), methods.lifecycle(MethodRules.ERROR),
                methods.messageTargets(decoders, encoders), endpointClass.isAnnotationPresent(NonBlocking.class),
                overflow(endpointClass));
        problems.throwIfAny();
        return model;
    }

    private static EndpointModel programmatic(Class<?> endpointClass, EndpointConfig config, Optional<UriTemplate> template,
            InstanceFactory instances, Problems problems) throws DeploymentException {
        Callback onOpen = (scope, payload, last) -> {
            ((Endpoint) scope.endpoint()).onOpen(scope.session(), (EndpointConfig) payload);
            return null;
        };
        Callback onClose = (scope, payload, last) -> {
            ((Endpoint) scope.endpoint()).onClose(scope.session(), (CloseReason) payload);
            return null;
        };
        Callback onError = (scope, payload, last) -> {
            ((Endpoint) scope.endpoint()).onError(scope.session(), (Throwable) payload);
            return null;
        };
        // Without a method of its own, an endpoint has provided none (Jakarta WebSocket 2.2, 5.2.2), and errors are logged.
        Optional<Callback> ownOnError = handlesErrors(endpointClass) ? Optional.of(onError) : Optional.empty();
        EndpointModel model = new EndpointModel(endpointClass, template, config, decoders(config, instances, problems),
                encoders(config, instances, problems), Optional.of(onOpen), Optional.of(onClose), ownOnError, List.of(),
                endpointClass.isAnnotationPresent(NonBlocking.class), overflow(endpointClass));
        problems.throwIfAny();
        return model;
    }

    private static boolean handlesErrors(Class<?> endpointClass) {
        try {
            return endpointClass.getMethod("onError", Session.class, Throwable.class).getDeclaringClass() != Endpoint.class;
        } catch (NoSuchMethodException e) {
            // It is no Endpoint, which was reported.
            return false;
        }
    }

    private static Optional<OverflowPolicy> overflow(Class<?> endpointClass) {
        return Optional.ofNullable(endpointClass.getAnnotation(Overflow.class)).map(Overflow::value);
    }

    /** Checks that the platform can make instances of the class, unless the configurator makes them. */
    private static void requireInstances(
            Class<?> endpointClass, Configurator configurator, InstanceFactory instances, Problems problems) {
        if (EndpointInstances.areMadeBy(configurator)) {
            return;
        }
        int modifiers = endpointClass.getModifiers();
        if (Modifier.isAbstract(modifiers)) {
            problems.add("the class has to be concrete" + CLASS_RULE);
        } else if (!Modifier.isPublic(modifiers)) {
            problems.add("the class has to be public" + CLASS_RULE);
        } else if (endpointClass.isMemberClass() && !Modifier.isStatic(modifiers)) {
            problems.add("the class is an inner class; it has to be static or on its own" + CLASS_RULE);
        } else {
            try {
                instances.check(endpointClass);
            } catch (InstantiationException e) {
                problems.add(e.getMessage() + CLASS_RULE);
            }
        }
    }

    private static Optional<UriTemplate> template(String path, Problems problems) {
        try {
            return Optional.of(UriTemplate.parse(path));
        } catch (IllegalArgumentException e) {
            problems.addAll(e);
            return Optional.empty();
        }
    }

    private static DecoderSet decoders(EndpointConfig config, InstanceFactory instances, Problems problems) {
        List<Class<? extends Decoder>> usable = new ArrayList<>();
        for (Class<? extends Decoder> decoder : config.getDecoders()) {
            try {
                DecoderSet.of(List.<Class<? extends Decoder>>of(decoder), instances);
                usable.add(decoder);
            } catch (IllegalArgumentException e) {
                problems.addAll(e);
            }
        }
        return DecoderSet.of(usable, instances);
    }

    private static EncoderSet encoders(EndpointConfig config, InstanceFactory instances, Problems problems) {
        List<Class<? extends Encoder>> usable = new ArrayList<>();
        for (Class<? extends Encoder> encoder : config.getEncoders()) {
            try {
                EncoderSet.of(List.<Class<? extends Encoder>>of(encoder), instances);
                usable.add(encoder);
            } catch (IllegalArgumentException e) {
                problems.addAll(e);
            }
        }
        return EncoderSet.of(usable, instances);
    }

    /** An instance of the configurator's class; empty where that is the base class, or there can be none, which is reported. */
    private static <T> Optional<T> configurator(
            Class<? extends T> type, Class<T> base, InstanceFactory instances, Problems problems) {
        if (type == base) {
            return Optional.empty();
        }
        try {
            return Optional.of(instances.create(type).instance());
        } catch (InstantiationException e) {
            problems.add("the configurator " + e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * The targets of a handler added to a session, its message type read from its class: two where the type has decoders for
     * text and for binary messages.
     *
     * @throws IllegalArgumentException where the type cannot be found or has no decoder; the message says so
     */
    public static List<MessageTarget> handler(MessageHandler handler, DecoderSet decoders) {
        boolean isWhole = handler instanceof MessageHandler.Whole<?>;
        boolean isPartial = handler instanceof MessageHandler.Partial<?>;
        if (isWhole == isPartial) {
            throw new IllegalArgumentException(handler.getClass().getName() + " has to implement either "
                    + "MessageHandler.Whole or MessageHandler.Partial, or be added with a class");
        }
        Class<?> generic = isWhole ? MessageHandler.Whole.class : MessageHandler.Partial.class;
        Class<?> type = GenericTypes.argument(handler.getClass(), generic).orElseThrow(() -> new IllegalArgumentException(
                "nothing says what messages " + handler.getClass().getName() + " takes: use addMessageHandler with a class"));
        return isWhole ? whole(type, handler, decoders) : partial(type, handler, decoders);
    }

    /** The targets of a whole handler whose message type is given; otherwise as above. */
    public static <T> List<MessageTarget> handler(Class<T> type, MessageHandler.Whole<? super T> handler, DecoderSet decoders) {
        return whole(type, handler, decoders);
    }

    /** The targets of a partial handler whose message type is given; otherwise as above. */
    public static <T> List<MessageTarget> handler(Class<T> type, MessageHandler.Partial<? super T> handler, DecoderSet decoders) {
        return partial(type, handler, decoders);
    }

    @SuppressWarnings("unchecked") // The type decides what the handler is given.
    private static List<MessageTarget> whole(Class<?> type, MessageHandler handler, DecoderSet decoders) {
        MessageHandler.Whole<Object> taker = (MessageHandler.Whole<Object>) handler;
        List<MessageTarget> targets = new TargetRules(decoders, (scope, payload, last) -> {
            taker.onMessage(payload);
            return null;
        }, NO_LIMIT).whole(type);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("messages of type " + type.getTypeName() + " need a decoder, and there is none");
        }
        return targets;
    }

    @SuppressWarnings("unchecked") // The type decides what the handler is given.
    private static List<MessageTarget> partial(Class<?> type, MessageHandler handler, DecoderSet decoders) {
        MessageHandler.Partial<Object> taker = (MessageHandler.Partial<Object>) handler;
        List<MessageTarget> targets = new TargetRules(decoders, (scope, payload, last) -> {
            taker.onMessage(payload, last);
            return null;
        }, NO_LIMIT).partial(type);
        if (targets.isEmpty()) {
            throw new IllegalArgumentException(
                    "parts of messages come as String, byte[] or ByteBuffer, not as " + type.getTypeName());
        }
        return targets;
    }
}
