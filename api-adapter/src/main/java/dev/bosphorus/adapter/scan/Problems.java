package dev.bosphorus.adapter.scan;

import jakarta.websocket.DeploymentException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gathers everything that is wrong with one endpoint, so that its author sees all of it at once. Not safe for threads. */
final class Problems {

    private final String subject;
    private final List<String> lines = new ArrayList<>();

    Problems(Class<?> endpointClass) {
        this.subject = endpointClass.getName();
    }

    void add(String what) {
        lines.add(what);
    }

    void add(Method method, String what) {
        lines.add(signature(method) + ": " + what);
    }

    /** @param index of the parameter, from 0 */
    void add(Method method, int index, String what) {
        Parameter parameter = method.getParameters()[index];
        String name = parameter.isNamePresent() ? " " + parameter.getName() : "";
        String type = parameter.getType().getSimpleName();
        lines.add(signature(method) + ", parameter " + (index + 1) + " (" + type + name + "): " + what);
    }

    /** Adds each line of a message of several. */
    void addAll(IllegalArgumentException e) {
        e.getMessage().lines().forEach(this::add);
    }

    private static String signature(Method method) {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName() + Stream.of(method.getParameterTypes())
                .map(Class::getSimpleName).collect(Collectors.joining(", ", "(", ")"));
    }

    /** @throws DeploymentException with one line for the endpoint and one for each problem, where there are any */
    void throwIfAny() throws DeploymentException {
        if (!lines.isEmpty()) {
            String found = lines.stream().map(line -> "\n  - " + line).collect(Collectors.joining());
            throw new DeploymentException(subject + " cannot be deployed as an endpoint:" + found);
        }
    }
}
