package dev.bosphorus.container.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.EmbeddedServerBuilder;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With {@link First} and {@link Second} as the initializers that the tests' resources name. */
class InitializationTest {

    /** What happened to an application, by its class loader; others that run at the same time are not looked at. */
    private static final Map<ClassLoader, List<String>> EVENTS = new ConcurrentHashMap<>();

    public static class Added extends Endpoint {
        @Override
        public void onOpen(Session session, EndpointConfig config) {
        }
    }

    /** Writes down what it is asked for, and does what the sources of the test's application say. */
    public static class First implements ApplicationInitializer {
        @Override
        public End initialize(Application application, String contextPath, ServerContainer container)
                throws DeploymentException {
            List<String> events = EVENTS.get(application.loader());
            if (events == null) {
                return () -> { };
            }
            String name = getClass().getSimpleName();
            events.add(name + " begins " + contextPath);
            if (Thread.currentThread().getContextClassLoader() != application.loader()) {
                events.add("with a class loader that is not the application's");
            }
            begin(application, container);
            return () -> {
                events.add(name + " ends");
                throw new IllegalStateException("thrown by a test, and only logged");
            };
        }

        void begin(Application application, ServerContainer container) throws DeploymentException {
            container.addEndpoint(ServerEndpointConfig.Builder.create(Added.class, "/added").build());
        }
    }

    /** Adds a bad endpoint where the application has a class {@code app.Swallows}, and fails where it has {@code app.Fails}. */
    public static class Second extends First {
        @Override
        void begin(Application application, ServerContainer container) throws DeploymentException {
            for (Class<?> type : application.scanned()) {
                if (type.getSimpleName().equals("Fails")) {
                    throw new DeploymentException("the second fails");
                }
                if (type.getSimpleName().equals("Swallows")) {
                    try {
                        container.addEndpoint(String.class);
                    } catch (DeploymentException e) {
                        EVENTS.get(application.loader()).add("caught");
                    }
                }
            }
        }
    }

    @TempDir
    private Path folder;
    private final List<String> events = new CopyOnWriteArrayList<>();
    private Application application;

    @BeforeEach
    void noApplicationYet() {
        application = null;
    }

    @AfterEach
    void closeApplication() {
        EVENTS.remove(application.loader());
        application.close();
    }

    private EmbeddedServerBuilder server(String... moreClasses) throws Exception {
        Path classes = TestSources.echoClasses(folder.resolve("classes"));
        for (String name : moreClasses) {
            TestSources.compile(classes, Map.of("app/" + name + ".java", "package app; class " + name + " { }"));
        }
        application = Application.open(List.of(classes.toString()), List.of());
        EVENTS.put(application.loader(), events);
        return EmbeddedServer.builder().host("127.0.0.1").contextPath("/app").application(application);
    }

    @Test
    void initializersRunBeforeTheEndpointsAreDeployedAndEndInReverse() throws Exception {
        try (EmbeddedServer server = server().start()) {
            assertThat(events).containsExactly("First begins /app", "Second begins /app");
            assertThat(server.paths()).containsExactly("/app/added", "/app/echo");
        }
        assertThat(events).containsExactly("First begins /app", "Second begins /app", "Second ends", "First ends");
    }

    @Test
    void failureEndsThoseThatHaveBegun() throws Exception {
        EmbeddedServerBuilder builder = server("Fails");
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(builder::start).withMessage("the second fails");
        assertThat(events).containsExactly("First begins /app", "Second begins /app", "First ends");
    }

    @Test
    void badEndpointFailsTheApplicationThoughTheExceptionIsCaught() throws Exception {
        EmbeddedServerBuilder builder = server("Swallows");
        assertThatExceptionOfType(DeploymentException.class).isThrownBy(builder::start)
                .withMessageContaining("java.lang.String");
        assertThat(new ArrayList<>(events)).containsExactly(
                "First begins /app", "Second begins /app", "caught", "Second ends", "First ends");
    }
}
