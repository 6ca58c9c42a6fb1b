package dev.bosphorus.adapter.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.adapter.type.GenericTypes;
import jakarta.websocket.OnMessage;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnotatedMethodsTest {

    public static class Base {
        @OnMessage
        public Object message(String text) {
            return text;
        }
    }

    public static class Inheriting extends Base {
    }

    public static class OverridingWithout extends Base {
        @Override
        public Object message(String text) {
            return super.message(text);
        }
    }

    public static class OverridingWith extends Base {
        @Override
        @OnMessage
        public Object message(String text) {
            return super.message(text);
        }
    }

    /** The compiler adds a bridge that returns Object. */
    public static class Narrowing extends Base {
        @Override
        @OnMessage
        public String message(String text) {
            return text;
        }
    }

    public static class Overloading extends Base {
        @OnMessage
        public void message(byte[] bytes) {
            assertThat(bytes).isNotNull();
        }
    }

    public static class Generic<T> {
        @OnMessage
        public void message(T payload) {
            assertThat(payload).isNotNull();
        }
    }

    public static class Bound extends Generic<String> {
    }

    /** The compiler adds a bridge that takes Object. */
    public static class BoundWithout extends Generic<String> {
        @Override
        public void message(String text) {
            super.message(text);
        }
    }

    public static class BoundWith extends Generic<String> {
        @Override
        @OnMessage
        public void message(String text) {
            super.message(text);
        }
    }

    static class NotPublic {
        @OnMessage
        public void message(String text) {
            assertThat(text).isNotNull();
        }
    }

    /** The compiler adds a bridge to the method of the superclass, which is not public. */
    public static class PublicAtLast extends NotPublic {
    }

    public static class PrivateBase {
        @OnMessage
        private void message(String text) {
            assertThat(text).isNotNull();
        }
    }

    public static class PrivateTwice extends PrivateBase {
        @OnMessage
        public void message(String text) {
            assertThat(text).isNotNull();
        }
    }

    private static List<Method> of(Class<?> type) {
        return new AnnotatedMethods(type, GenericTypes.of(type)).with(OnMessage.class);
    }

    private static void assertOne(Class<?> type, Class<?> declaring) {
        assertThat(of(type)).singleElement().satisfies(method -> {
            assertThat(method.getDeclaringClass()).isEqualTo(declaring);
            assertThat(method.isBridge()).isFalse();
        });
    }

    @Test
    void annotatedMethodOfASuperclassCounts() {
        assertOne(Inheriting.class, Base.class);
        assertOne(Bound.class, Generic.class);
    }

    @Test
    void overrideWithoutTheAnnotationHidesIt() {
        assertThat(of(OverridingWithout.class)).isEmpty();
        assertThat(of(BoundWithout.class)).isEmpty();
    }

    @Test
    void overrideWithTheAnnotationCountsOnce() {
        assertOne(OverridingWith.class, OverridingWith.class);
        assertOne(BoundWith.class, BoundWith.class);
    }

    @Test
    void bridgesAreIgnored() {
        assertOne(Narrowing.class, Narrowing.class);
        assertOne(PublicAtLast.class, NotPublic.class);
    }

    @Test
    void overloadIsAnotherMethod() {
        assertThat(of(Overloading.class)).hasSize(2);
    }

    @Test
    void privateMethodsOverrideNothing() {
        assertThat(of(PrivateTwice.class)).hasSize(2);
    }

    @Test
    void parameterTypesAreResolvedAsFarAsTheyCanBe() throws NoSuchMethodException {
        Method method = Generic.class.getMethod("message", Object.class);

        assertThat(AnnotatedMethods.parameterTypes(method, GenericTypes.of(Bound.class))).containsExactly(String.class);
        assertThat(AnnotatedMethods.parameterTypes(method, GenericTypes.of(Generic.class))).containsExactly(Object.class);
    }
}
