package dev.bosphorus.tck.api;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Tests are displayed as the assertion that they show. Made by JUnit. */
public final class AssertionNames extends DisplayNameGenerator.Standard {

    /** Made by JUnit. */
    public AssertionNames() {
    }

    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosing, Class<?> testClass, Method method) {
        Assertion assertion = method.getAnnotation(Assertion.class);
        return assertion == null ? super.generateDisplayNameForMethod(enclosing, testClass, method)
                : assertion.section() + ": " + assertion.text();
    }
}
