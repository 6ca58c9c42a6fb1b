package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.DeploymentException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

class ProblemsTest {

    private final Problems problems = new Problems(ProblemsTest.class);

    public void method(String text, int[] numbers) {
        assertThat(text).hasSameSizeAs(numbers);
    }

    @Test
    void withoutProblemsNothingIsThrown() {
        assertThatCode(problems::throwIfAny).doesNotThrowAnyException();
    }

    @Test
    void everyProblemHasItsLineBelowTheClass() throws NoSuchMethodException {
        Method method = ProblemsTest.class.getMethod("method", String.class, int[].class);
        problems.add("the class");
        problems.add(method, "the method");
        problems.add(method, 1, "the parameter");
        problems.addAll(new IllegalArgumentException("one\ntwo"));

        assertThatThrownBy(problems::throwIfAny).isInstanceOf(DeploymentException.class).hasMessage("""
                dev.bosphorus.adapter.scan.ProblemsTest cannot be deployed as an endpoint:
                  - the class
                  - ProblemsTest.method(String, int[]): the method
                  - ProblemsTest.method(String, int[]), parameter 2 (int[] numbers): the parameter
                  - one
                  - two""");
    }
}
