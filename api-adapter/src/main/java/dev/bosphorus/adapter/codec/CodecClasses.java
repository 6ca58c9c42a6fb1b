package dev.bosphorus.adapter.codec;

import java.lang.reflect.Modifier;
import java.util.List;

/** What is asked of the class of an encoder or a decoder (Jakarta WebSocket 2.2, 4.1.2 and 4.1.3). */
final class CodecClasses {

    private CodecClasses() {
    }

    static void check(String role, Class<?> type, List<String> problems) {
        String name = role + " " + type.getName();
        if (Modifier.isAbstract(type.getModifiers())) {
            problems.add(name + " is abstract");
            return;
        }
        try {
            type.getConstructor();
        } catch (NoSuchMethodException e) {
            problems.add(name + " has no public constructor without parameters");
        }
    }

    static void report(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
