package dev.bosphorus.tck.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;

/** How tests are called: {@code package.Class.method}. */
public final class TestNames {

    private TestNames() {
    }

    /** The name of a test with a source, or the other. */
    public static String of(Optional<TestSource> source, String otherwise) {
        return source.map(TestNames::of).orElse(otherwise);
    }

    /** What a test is selected by: its name, and each part of it that follows a dot, like {@code Class.method}. */
    public static List<String> all(String name) {
        List<String> names = new ArrayList<>(List.of(name));
        for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
            names.add(name.substring(dot + 1));
        }
        return names;
    }

    private static String of(TestSource source) {
        if (source instanceof MethodSource method) {
            return method.getClassName() + "." + method.getMethodName();
        }
        return source instanceof ClassSource type ? type.getClassName() : source.toString();
    }
}
