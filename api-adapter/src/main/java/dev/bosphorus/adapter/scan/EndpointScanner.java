package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.NonBlocking;
import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.EncoderSet;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.EndpointModel;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.path.UriTemplate;
import dev.bosphorus.adapter.type.GenericTypes;
import jakarta.websocket.ClientEndpoint;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Decoder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnOpen;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Optional;

/** Reads endpoint classes and configurations into models; the one door to this module's reading side. Stateless. */
public final class EndpointScanner {

    private EndpointScanner() {
    }

    /** A class with {@code @ServerEndpoint}. @throws DeploymentException with every problem found, one line each */
    public static EndpointModel annotatedServer(Class<?> endpointClass) throws DeploymentException {
        Problems problems = new Problems(endpointClass);
        ServerEndpoint annotation = endpointClass.getAnnotation(ServerEndpoint.class);
        if (annotation == null) {
            problems.add("it has no @ServerEndpoint");
            problems.throwIfAny();
        }
        ServerEndpointConfig.Configurator configurator =
                configurator(annotation.configurator(), ServerEndpointConfig.Configurator.class, problems);
        ServerEndpointConfig config = null;
        try {
            config = ServerEndpointConfig.Builder.create(endpointClass, annotation.value())
                    .subprotocols(List.of(annotation.subprotocols()))
                    .encoders(List.of(annotation.encoders()))
                    .decoders(List.of(annotation.decoders()))
                    .configurator(configurator)
                    .build();
        } catch (IllegalArgumentException e) {
            problems.add("the path \"" + annotation.value() + "\" has to begin with a slash");
            problems.throwIfAny();
        }
        boolean defaultInstances = annotation.configurator() == ServerEndpointConfig.Configurator.class;
        return annotated(endpointClass, config, Optional.of(annotation.value()), defaultInstances, problems);
    }

    /** A server configuration, whose endpoint class is an {@code Endpoint} or an annotated class. */
    public static EndpointModel server(ServerEndpointConfig config) throws DeploymentException {
        Class<?> endpointClass = config.getEndpointClass();
        Problems problems = new Problems(endpointClass);
        return Endpoint.class.isAssignableFrom(endpointClass)
                ? programmatic(endpointClass, config, Optional.of(config.getPath()), problems)
                : annotated(endpointClass, config, Optional.of(config.getPath()), false, problems);
    }

    /** A class with {@code @ClientEndpoint}. */
    public static EndpointModel annotatedClient(Class<?> endpointClass) throws DeploymentException {
        Problems problems = new Problems(endpointClass);
        ClientEndpoint annotation = endpointClass.getAnnotation(ClientEndpoint.class);
        if (annotation == null) {
            problems.add("it has no @ClientEndpoint");
            problems.throwIfAny();
        }
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(List.of(annotation.subprotocols()))
                .encoders(List.of(annotation.encoders()))
                .decoders(List.of(annotation.decoders()))
                .configurator(configurator(annotation.configurator(), ClientEndpointConfig.Configurator.class, problems))
                .build();
        return annotated(endpointClass, config, Optional.empty(), false, problems);
    }

    /** A programmatic client endpoint ({@code Endpoint} subclass) with its configuration. */
    public static EndpointModel client(Class<?> endpointClass, ClientEndpointConfig config) throws DeploymentException {
        return programmatic(endpointClass, config, Optional.empty(), new Problems(endpointClass));
    }

    private static EndpointModel annotated(Class<?> endpointClass, EndpointConfig config, Optional<String> path,
            boolean instantiated, Problems problems) throws DeploymentException {
        if (instantiated) {
            requireInstantiable(endpointClass, problems);
        }
        Optional<UriTemplate> template = template(path, problems);
        DecoderSet decoders = decoders(config, problems);
        EncoderSet encoders = encoders(config, problems);
        List<String> variables = template.map(UriTemplate::variables).orElse(List.of());
        AnnotatedEndpoint methods = new AnnotatedEndpoint(endpointClass, variables, problems);
        EndpointModel model = new EndpointModel(endpointClass, template, config, decoders, encoders,
                methods.lifecycle(OnOpen.class), methods.lifecycle(OnClose.class), methods.lifecycle(OnError.class),
                methods.messageTargets(decoders, encoders), endpointClass.isAnnotationPresent(NonBlocking.class));
        problems.throwIfAny();
        return model;
    }

    private static EndpointModel programmatic(Class<?> endpointClass, EndpointConfig config, Optional<String> path,
            Problems problems) throws DeploymentException {
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
        EndpointModel model = new EndpointModel(endpointClass, template(path, problems), config, decoders(config, problems),
                encoders(config, problems), Optional.of(onOpen), Optional.of(onClose), Optional.of(onError), List.of(),
                endpointClass.isAnnotationPresent(NonBlocking.class));
        problems.throwIfAny();
        return model;
    }

    private static void requireInstantiable(Class<?> endpointClass, Problems problems) {
        if (endpointClass.isInterface() || Modifier.isAbstract(endpointClass.getModifiers())) {
            problems.add("the class is abstract");
            return;
        }
        try {
            endpointClass.getConstructor();
        } catch (NoSuchMethodException e) {
            problems.add("the class has no public constructor without parameters, and no configurator that makes instances");
        }
    }

    private static Optional<UriTemplate> template(Optional<String> path, Problems problems) {
        try {
            return path.map(UriTemplate::parse);
        } catch (IllegalArgumentException e) {
            problems.addAll(e);
            return Optional.empty();
        }
    }

    private static DecoderSet decoders(EndpointConfig config, Problems problems) {
        try {
            return DecoderSet.of(config.getDecoders());
        } catch (IllegalArgumentException e) {
            problems.addAll(e);
            return DecoderSet.of(List.<Class<? extends Decoder>>of());
        }
    }

    private static EncoderSet encoders(EndpointConfig config, Problems problems) {
        try {
            return EncoderSet.of(config.getEncoders());
        } catch (IllegalArgumentException e) {
            problems.addAll(e);
            return EncoderSet.of(List.<Class<? extends Encoder>>of());
        }
    }

    /** An instance of the configurator's class; {@code null}, which is the platform's default, where it is the base class. */
    private static <T> T configurator(Class<? extends T> type, Class<T> base, Problems problems) {
        if (type == base) {
            return null;
        }
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.trySetAccessible();
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            problems.add("the constructor of the configurator " + type.getName() + " threw " + e.getCause());
        } catch (ReflectiveOperationException e) {
            problems.add("the configurator " + type.getName() + " has no usable constructor without parameters");
        }
        return null;
    }

    /**
     * The targets of a handler added to a session, its message type read from its class.
     *
     * @throws IllegalArgumentException where the type cannot be found or has no decoder; the message says so
     */
    public static List<MessageTarget> handler(MessageHandler handler, DecoderSet decoders) {
        boolean whole = handler instanceof MessageHandler.Whole<?>;
        boolean partial = handler instanceof MessageHandler.Partial<?>;
        if (whole == partial) {
            throw new IllegalArgumentException(handler.getClass().getName() + " has to implement either "
                    + "MessageHandler.Whole or MessageHandler.Partial");
        }
        Class<?> generic = whole ? MessageHandler.Whole.class : MessageHandler.Partial.class;
        Class<?> type = GenericTypes.argument(handler.getClass(), generic).orElseThrow(() -> new IllegalArgumentException(
                "nothing says what messages " + handler.getClass().getName() + " takes: use addMessageHandler with a class"));
        return targets(type, handler, decoders);
    }

    /** The targets of a whole handler whose message type is given; otherwise as above. */
    public static <T> List<MessageTarget> handler(Class<T> type, MessageHandler.Whole<? super T> handler, DecoderSet decoders) {
        return targets(type, handler, decoders);
    }

    /** The targets of a partial handler whose message type is given; otherwise as above. */
    public static <T> List<MessageTarget> handler(Class<T> type, MessageHandler.Partial<? super T> handler, DecoderSet decoders) {
        return targets(type, handler, decoders);
    }

    @SuppressWarnings("unchecked") // The type that the handler takes decides what it is given.
    private static List<MessageTarget> targets(Class<?> type, MessageHandler handler, DecoderSet decoders) {
        List<MessageTarget> targets;
        if (handler instanceof MessageHandler.Whole<?> whole) {
            MessageHandler.Whole<Object> taker = (MessageHandler.Whole<Object>) whole;
            targets = new TargetRules(decoders, (scope, payload, last) -> {
                taker.onMessage(payload);
                return null;
            }, -1).whole(type);
        } else {
            MessageHandler.Partial<Object> taker = (MessageHandler.Partial<Object>) handler;
            targets = new TargetRules(decoders, (scope, payload, last) -> {
                taker.onMessage(payload, last);
                return null;
            }, -1).partial(type);
        }
        if (targets.isEmpty()) {
            throw new IllegalArgumentException("messages of type " + type.getName() + " need a decoder, and there is none");
        }
        return targets;
    }
}
