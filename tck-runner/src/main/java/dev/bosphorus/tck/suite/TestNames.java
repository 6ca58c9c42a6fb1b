package dev.bosphorus.tck.suite;

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

    private static String of(TestSource source) {
        if (source instanceof MethodSource method) {
            return method.getClassName() + "." + method.getMethodName();
        }
        return source instanceof ClassSource type ? type.getClassName() : source.toString();
    }
}
