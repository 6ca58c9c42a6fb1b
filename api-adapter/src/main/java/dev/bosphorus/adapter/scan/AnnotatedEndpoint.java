package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.codec.DecoderSet;
import dev.bosphorus.adapter.codec.EncoderSet;
import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.model.MessageTarget;
import dev.bosphorus.adapter.model.MessageTarget.Kind;
import dev.bosphorus.adapter.scan.ArgumentBinder.Source.Given;
import dev.bosphorus.adapter.type.GenericTypes;
import jakarta.websocket.OnMessage;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the annotated methods of one class (Jakarta WebSocket 2.2, chapter 4). Not safe for threads. */
final class AnnotatedEndpoint {

    private final GenericTypes generics;
    private final AnnotatedMethods methods;
    private final List<String> variables;
    private final Problems problems;

    /** @param variables the variables of the endpoint's path */
    AnnotatedEndpoint(Class<?> endpointClass, List<String> variables, Problems problems) {
        this.generics = GenericTypes.of(endpointClass);
        this.methods = new AnnotatedMethods(endpointClass, generics);
        this.variables = variables;
        this.problems = problems;
    }

    /** The callback of {@code OnOpen}, {@code OnClose} or {@code OnError}; empty where there is none or it is wrong. */
    Optional<Callback> lifecycle(MethodRules rules) {
        Optional<Callback> first = Optional.empty();
        boolean another = false;
        for (Method method : methods.with(rules.annotation())) {
            Optional<Callback> callback = lifecycle(method, rules);
            if (another) {
                problems.add(method, rules.rule("is on another method already"));
            } else {
                first = callback;
                another = true;
            }
        }
        return first;
    }

    private Optional<Callback> lifecycle(Method method, MethodRules rules) {
        Parameters parameters = parameters(method, rules);
        String special = rules.type().getSimpleName();
        for (int index : parameters.open()) {
            if (parameters.type(index) == rules.type()) {
                parameters.give(index, rules.source());
            } else {
                parameters.wrong(index, "allows Session, " + special + " and @PathParam");
            }
        }
        if (rules.required() && !parameters.gives(rules.source())) {
            parameters.wrong("needs a parameter of type " + special);
        }
        return parameters.bind();
    }

    /** The targets of all {@code OnMessage} methods: at most one for each kind of message. */
    List<MessageTarget> messageTargets(DecoderSet decoders, EncoderSet encoders) {
        Map<Kind, MessageTarget> byKind = new EnumMap<>(Kind.class);
        for (Method method : methods.with(OnMessage.class)) {
            requireSendable(method, encoders);
            for (MessageTarget target : targets(method, decoders)) {
                if (byKind.putIfAbsent(target.kind(), target) != null) {
                    problems.add(method, MethodRules.MESSAGE.rule("is on another method for "
                            + target.kind().name().toLowerCase(Locale.ROOT) + " messages already"));
                }
            }
        }
        return List.copyOf(byKind.values());
    }

    private List<MessageTarget> targets(Method method, DecoderSet decoders) {
        Parameters parameters = parameters(method, MethodRules.MESSAGE);
        int payload = givePayload(parameters);
        long maxMessageSize = maxMessageSize(method);
        Optional<Callback> callback = parameters.bind();
        if (payload < 0 || callback.isEmpty()) {
            return List.of();
        }
        TargetRules rules = new TargetRules(decoders, callback.get(), maxMessageSize);
        boolean partial = parameters.gives(Given.LAST);
        List<MessageTarget> targets = partial ? rules.partial(parameters.type(payload)) : rules.whole(parameters.type(payload));
        if (targets.isEmpty()) {
            parameters.wrong(payload, partial ? "delivers parts, which the boolean asks for, as String, byte[] or ByteBuffer"
                    : "takes a type of the specification or one that a decoder of the endpoint makes");
        }
        return targets;
    }

    /**
     * Finds the parameter for the message, and the boolean that says whether a part is the last.
     *
     * @return the index of the parameter for the message; -1 where there is none, which was reported
     */
    private static int givePayload(Parameters parameters) {
        List<Integer> open = parameters.open();
        // A boolean is the message itself only where nothing else can be.
        Optional<Integer> message = open.stream().filter(index -> parameters.type(index) != boolean.class).findFirst()
                .or(() -> open.stream().findFirst());
        if (message.isEmpty()) {
            parameters.wrong("needs a parameter for the message");
            return -1;
        }
        parameters.give(message.get(), Given.PAYLOAD);
        for (int index : parameters.open()) {
            if (parameters.type(index) == boolean.class && !parameters.gives(Given.LAST)) {
                parameters.give(index, Given.LAST);
            } else {
                parameters.wrong(index, "allows one parameter for the message, a boolean for parts, Session and @PathParam");
            }
        }
        return message.get();
    }

    private long maxMessageSize(Method method) {
        long size = method.getAnnotation(OnMessage.class).maxMessageSize();
        if (size != -1 && (size < 1 || size > Integer.MAX_VALUE)) {
            problems.add(method, "maxMessageSize is " + size + ", not from 1 to " + Integer.MAX_VALUE
                    + " bytes or -1 for no limit of its own (Jakarta WebSocket 2.2, 4.7.1)");
        }
        return size;
    }

    private void requireSendable(Method method, EncoderSet encoders) {
        Class<?> type = generics.erase(method.getGenericReturnType()).orElse(method.getReturnType());
        // What an Object really is shows only when it is returned.
        boolean known = type == void.class || type == Void.class || type == Object.class || type == String.class
                || type == byte[].class || ByteBuffer.class.isAssignableFrom(type);
        if (!known && encoders.find(type).isEmpty()) {
            problems.add(method,
                    MethodRules.MESSAGE.rule("needs an encoder for the type the method returns, " + type.getSimpleName()));
        }
    }

    private Parameters parameters(Method method, MethodRules rules) {
        Parameters parameters = new Parameters(method, rules, AnnotatedMethods.parameterTypes(method, generics), problems);
        parameters.giveCommon(variables);
        return parameters;
    }
}
