package dev.bosphorus.adapter.codec;

import dev.bosphorus.adapter.config.InstanceFactory;
import java.lang.reflect.Modifier;
import java.util.List;

/** What is asked of the class of an encoder or a decoder (Jakarta WebSocket 2.2, 4.1.2 and 4.1.3). */
final class CodecClasses {

    private CodecClasses() {
    }

    static void check(String role, Class<?> type, InstanceFactory instances, List<String> problems) {
        if (Modifier.isAbstract(type.getModifiers())) {
            problems.add(role + " " + type.getName() + " is abstract");
            return;
        }
        try {
            instances.check(type);
        } catch (InstantiationException e) {
            problems.add(role + " " + e.getMessage());
        }
    }

    static void report(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
    }
}
