package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.EncoderSet;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.adapter.scan.ArgumentBinder.Source;
import dev.bosphorus.adapter.scan.ArgumentBinder.Source.Given;
import dev.bosphorus.adapter.type.GenericTypes;
import dev.bosphorus.adapter.type.Primitives;
import jakarta.websocket.OnMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the annotated methods of one class (Jakarta WebSocket 2.2, chapter 4). Not safe for threads. */
final class AnnotatedEndpoint {

    private final AnnotatedMethods methods;
    private final GenericTypes generics;
    private final List<String> variables;
    private final Problems problems;

    /** @param variables the variables of the endpoint's path */
    AnnotatedEndpoint(Class<?> endpointClass, List<String> variables, Problems problems) {
        this.methods = new AnnotatedMethods(endpointClass);
        this.generics = GenericTypes.of(endpointClass);
        this.variables = variables;
        this.problems = problems;
    }

    /** The callback of {@code OnOpen}, {@code OnClose} or {@code OnError}; empty where there is none or it is wrong. */
    Optional<Callback> lifecycle(Class<? extends Annotation> annotation) {
        List<Method> found = methods.with(annotation);
        for (Method another : found.subList(Math.min(1, found.size()), found.size())) {
            problems.add(another, "only one method may have @" + annotation.getSimpleName());
        }
        return found.isEmpty() ? Optional.empty() : lifecycle(found.get(0), annotation);
    }

    private Optional<Callback> lifecycle(Method method, Class<? extends Annotation> annotation) {
        MethodRules.Special special = MethodRules.of(annotation);
        List<Class<?>> types = parameterTypes(method);
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            Source common = common(method, i, types.get(i));
            if (common != null) {
                sources.add(common);
            } else if (types.get(i) == special.type()) {
                sources.add(special.source());
            } else {
                problems.add(method, i, "@" + annotation.getSimpleName() + " allows Session, " + special.type().getSimpleName()
                        + " and @PathParam");
                return Optional.empty();
            }
        }
        requireOnce(method, sources);
        if (special.required() && !sources.contains(special.source())) {
            problems.add(method, "@" + annotation.getSimpleName() + " needs a parameter of type " + special.type().getSimpleName());
        }
        return bind(method, sources, types);
    }

    /** The targets of all {@code OnMessage} methods: at most one for each kind of message. */
    List<MessageTarget> messageTargets(DecoderSet decoders, EncoderSet encoders) {
        Map<Kind, MessageTarget> byKind = new EnumMap<>(Kind.class);
        for (Method method : methods.with(OnMessage.class)) {
            requireSendable(method, encoders);
            for (MessageTarget target : targets(method, decoders)) {
                if (byKind.putIfAbsent(target.kind(), target) != null) {
                    problems.add(method, "another @OnMessage method takes " + target.kind().name().toLowerCase(java.util.Locale.ROOT)
                            + " messages already (Jakarta WebSocket 2.2, 4.7)");
                }
            }
        }
        return List.copyOf(byKind.values());
    }

    private List<MessageTarget> targets(Method method, DecoderSet decoders) {
        List<Class<?>> types = parameterTypes(method);
        List<Source> sources = new ArrayList<>();
        int payload = -1;
        for (int i = 0; i < types.size(); i++) {
            Source common = common(method, i, types.get(i));
            sources.add(common);
            boolean candidate = common == null && types.get(i) != boolean.class && types.get(i) != Boolean.class;
            if (candidate && payload >= 0) {
                problems.add(method, i, "@OnMessage takes one message, Session, @PathParam and, for parts, boolean");
                return List.of();
            } else if (candidate) {
                payload = i;
            }
        }
        int last = -1;
        for (int i = 0; i < types.size(); i++) {
            if (sources.get(i) == null && i != payload) {
                if (payload < 0) {
                    payload = i;
                } else if (last < 0) {
                    last = i;
                } else {
                    problems.add(method, i, "there is one boolean at most, which says whether the part is the last");
                    return List.of();
                }
            }
        }
        if (payload < 0) {
            problems.add(method, "@OnMessage needs a parameter for the message");
            return List.of();
        }
        sources.set(payload, Given.PAYLOAD);
        if (last >= 0) {
            sources.set(last, Given.LAST);
        }
        requireOnce(method, sources);
        Optional<Callback> callback = bind(method, sources, types);
        if (callback.isEmpty()) {
            return List.of();
        }
        TargetRules rules = new TargetRules(decoders, callback.get(), maxMessageSize(method));
        List<MessageTarget> targets = last < 0 ? rules.whole(types.get(payload)) : rules.partial(types.get(payload));
        if (targets.isEmpty()) {
            problems.add(method, payload, last < 0
                    ? "neither a type of the specification nor one that a decoder of the endpoint makes"
                    : "parts arrive as String, byte[] or ByteBuffer");
        }
        return targets;
    }

    private long maxMessageSize(Method method) {
        long size = method.getAnnotation(OnMessage.class).maxMessageSize();
        if (size < -1 || size == 0) {
            problems.add(method, "maxMessageSize has to be positive, or -1 for no limit of its own, not " + size);
        }
        return size;
    }

    private void requireSendable(Method method, EncoderSet encoders) {
        Class<?> type = generics.erase(method.getGenericReturnType()).orElse(method.getReturnType());
        boolean plain = type == void.class || type == Void.class || type == Object.class || type == String.class
                || type == byte[].class || ByteBuffer.class.isAssignableFrom(type);
        if (!plain && encoders.find(type).isEmpty()) {
            problems.add(method, "no encoder of the endpoint takes the type it returns, " + type.getSimpleName());
        }
    }

    private List<Class<?>> parameterTypes(Method method) {
        List<Class<?>> types = new ArrayList<>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            types.add(generics.erase(method.getGenericParameterTypes()[i]).orElse(method.getParameterTypes()[i]));
        }
        return types;
    }

    /** What every callback may ask for; {@code null} where the parameter is something else. */
    private Source common(Method method, int index, Class<?> type) {
        PathParam path = method.getParameters()[index].getAnnotation(PathParam.class);
        if (path == null) {
            return type == Session.class ? Given.SESSION : null;
        }
        if (type != String.class && !Primitives.isValue(type)) {
            problems.add(method, index, "@PathParam is a String, a primitive or the wrapper of one (Jakarta WebSocket 2.2, 4.3)");
        } else if (type.isPrimitive() && !variables.contains(path.value())) {
            problems.add(method, index, "the path has no variable " + path.value() + ", so there is no value for a primitive");
        }
        return new Source.Path(path.value());
    }

    private void requireOnce(Method method, List<Source> sources) {
        for (Given given : Given.values()) {
            if (sources.stream().filter(source -> source == given).count() > 1) {
                problems.add(method, sources.lastIndexOf(given), "given twice");
            }
        }
    }

    private Optional<Callback> bind(Method method, List<Source> sources, List<Class<?>> types) {
        if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            problems.add(method, "a callback has to be public and not static");
            return Optional.empty();
        }
        try {
            return Optional.of(ArgumentBinder.bind(method, sources, types));
        } catch (IllegalAccessException e) {
            problems.add(method, "cannot be called: " + e.getMessage());
            return Optional.empty();
        }
    }
}
