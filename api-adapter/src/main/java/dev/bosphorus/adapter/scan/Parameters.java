package dev.bosphorus.adapter.scan;

import dev.bosphorus.adapter.model.Callback;
import dev.bosphorus.adapter.scan.ArgumentBinder.Source;
import dev.bosphorus.adapter.scan.ArgumentBinder.Source.Given;
import dev.bosphorus.adapter.type.Primitives;
import jakarta.websocket.Session;
import jakarta.websocket.server.PathParam;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The parameters of one annotated method and what each is given, as that is found out. Not safe for threads. */
final class Parameters {

    private final Method method;
    private final MethodRules rules;
    private final List<Class<?>> types;
    private final Problems problems;

    /** What each parameter is given; {@code null} where that is not known yet. */
    private final Source[] sources;

    /** @param types the types of the parameters, generics resolved */
    Parameters(Method method, MethodRules rules, List<Class<?>> types, Problems problems) {
        this.method = method;
        this.rules = rules;
        this.types = types;
        this.problems = problems;
        this.sources = new Source[types.size()];
    }

    Class<?> type(int index) {
        return types.get(index);
    }

    /** Gives path parameters and the session, which every annotation allows. */
    void giveCommon(List<String> variables) {
        for (int i = 0; i < sources.length; i++) {
            PathParam path = method.getParameters()[i].getAnnotation(PathParam.class);
            if (path != null) {
                String name = variable(path.value());
                sources[i] = new Source.Path(name);
                checkPath(i, name, variables);
            } else if (types.get(i) == Session.class) {
                give(i, Given.SESSION);
            }
        }
    }

    /** The name of a variable; some write it with the braces it has in the template, which no name can hold. */
    private static String variable(String name) {
        boolean braced = name.length() > 2 && name.startsWith("{") && name.endsWith("}");
        return braced ? name.substring(1, name.length() - 1) : name;
    }

    private void checkPath(int index, String name, List<String> variables) {
        Class<?> type = types.get(index);
        if (type != String.class && !Primitives.isValue(type)) {
            problems.add(method, index, "@PathParam is a String, a primitive or the wrapper of one (Jakarta WebSocket 2.2, 4.3)");
        } else if (type.isPrimitive() && !variables.contains(name)) {
            // An unknown name gives null, which a primitive cannot be.
            problems.add(method, index, "the path has no variable " + name
                    + ", so there is no value for a primitive (Jakarta WebSocket 2.2, 4.3)");
        }
    }

    /** Says what a parameter is given; each value is given to one parameter at most. */
    void give(int index, Source source) {
        if (Arrays.asList(sources).contains(source)) {
            wrong(index, "has one parameter of this kind at most");
        }
        sources[index] = source;
    }

    boolean gives(Source source) {
        return Arrays.asList(sources).contains(source);
    }

    /** The parameters of which is not known yet what they are given. */
    List<Integer> open() {
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < sources.length; i++) {
            if (sources[i] == null) {
                open.add(i);
            }
        }
        return open;
    }

    /** Reports that a parameter breaks a rule of the annotation. */
    void wrong(int index, String rule) {
        problems.add(method, index, rules.rule(rule));
    }

    /** Reports that the method breaks a rule of the annotation. */
    void wrong(String rule) {
        problems.add(method, rules.rule(rule));
    }

    /** The method as a callback; empty where it cannot be called, or a parameter is open, which was reported. */
    Optional<Callback> bind() {
        if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            wrong("is for methods that are public and not static");
            return Optional.empty();
        }
        if (!open().isEmpty()) {
            return Optional.empty();
        }
        try {
            boolean replies = rules == MethodRules.MESSAGE;
            return Optional.of(ArgumentBinder.bind(method, List.of(sources), types, replies));
        } catch (IllegalAccessException e) {
            problems.add(method, "cannot be called: " + e.getMessage());
            return Optional.empty();
        }
    }
}
