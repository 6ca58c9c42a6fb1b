package dev.bosphorus.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConstructorFactoryTest {

    public static class Fine {
    }

    /** Not public itself, though its constructor is. */
    static class Quiet {
        public Quiet() {
        }
    }

    public static class Hidden {
        private Hidden() {
        }
    }

    public static class WithArgument {
        public WithArgument(int argument) {
            assertThat(argument).isZero();
        }
    }

    public abstract static class Abstract {
        public Abstract() {
        }
    }

    public static class Throwing {
        public Throwing() {
            throw new IllegalStateException("no coffee");
        }
    }

    public class Inner {
        public Inner() {
        }
    }

    private final ConstructorFactory factory = ConstructorFactory.INSTANCE;

    @Test
    void eachCallMakesAnInstance() throws InstantiationException {
        InstanceFactory.Managed<Fine> first = factory.create(Fine.class);

        assertThat(first.instance()).isSameAs(first.instance()).isNotSameAs(factory.create(Fine.class).instance());
        first.close();
    }

    @Test
    void thePublicConstructorOfAClassThatIsNotPublicWillDo() throws InstantiationException {
        assertThat(factory.create(Quiet.class).instance()).isInstanceOf(Quiet.class);
    }

    static Stream<Arguments> impossible() {
        return Stream.of(arguments(Hidden.class, "no public constructor"), arguments(WithArgument.class, "no public constructor"),
                arguments(Inner.class, "no public constructor"), arguments(Abstract.class, "abstract"),
                arguments(Runnable.class, "abstract"), arguments(Throwing.class, "no coffee"));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void failureNamesTheClassAndTheReason(Class<?> type, String reason) {
        assertThatThrownBy(() -> factory.create(type)).isInstanceOf(InstantiationException.class)
                .hasMessageContaining(type.getName()).hasMessageContaining(reason);
    }

    @Test
    void whatTheConstructorThrewIsTheCause() {
        assertThatThrownBy(() -> factory.create(Throwing.class)).hasCauseInstanceOf(IllegalStateException.class);
    }
}
