package dev.bosphorus.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.websocket.WebSocketContainer;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Without CDI; with it, see the tests of the container. */
class ApplicationFactoryTest {

    public static class Fine {
    }

    private final ApplicationFactory factory = new ApplicationFactory(getClass().getClassLoader());

    @Test
    void constructorsMakeTheInstances() throws InstantiationException {
        factory.check(Fine.class);
        assertThat(factory.create(Fine.class).instance()).isInstanceOf(Fine.class);
        assertThatThrownBy(() -> factory.check(Runnable.class)).isInstanceOf(InstantiationException.class);
        assertThat(factory.now()).isSameAs(ConstructorFactory.INSTANCE);
    }

    @Test
    void nothingSurroundsACall() {
        assertThat(factory.activate()).isNull();
        assertThat(factory.activate()).as("once it is settled").isNull();
    }

    @Test
    void theApiOfCdiMayBeAbsent() throws Exception {
        URL[] classPath = {ApplicationFactory.class.getProtectionDomain().getCodeSource().getLocation(),
            WebSocketContainer.class.getProtectionDomain().getCodeSource().getLocation()};
        try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            Class<?> alone = loader.loadClass(ApplicationFactory.class.getName());
            assertThatThrownBy(() -> loader.loadClass("jakarta.enterprise.inject.spi.CDI")).isInstanceOf(ClassNotFoundException.class);

            Object found = alone.getMethod("now").invoke(alone.getConstructor(ClassLoader.class).newInstance(loader));
            assertThat(found.getClass().getName()).isEqualTo(ConstructorFactory.class.getName());
        }
    }

    @Test
    void theContextClassLoaderIsWhatItWas() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        new ApplicationFactory(ClassLoader.getPlatformClassLoader()).now();
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }
}
