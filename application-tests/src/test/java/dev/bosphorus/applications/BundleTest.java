package dev.bosphorus.applications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The one jar for all applications of a server. */
class BundleTest {

    private JarFile jar;

    @BeforeEach
    void open() throws IOException {
        jar = new JarFile(ServerProcess.bundle().toFile());
    }

    @AfterEach
    void close() throws IOException {
        jar.close();
    }

    @Test
    void allClassesAreInPackagesOfBosphorus() {
        assertThat(names()).filteredOn(name -> name.endsWith(".class")).hasSizeGreaterThan(1000)
                .allMatch(name -> name.startsWith("dev/bosphorus/"));
    }

    @Test
    void nothingRefersToTheOriginalOfNetty() throws IOException {
        for (JarEntry entry : jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList()) {
            String code = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(code.contains("io/netty/")).as(entry.getName()).isFalse();
        }
    }

    @Test
    void onlyServicesOfServersAndOfTheApiAreOffered() {
        assertThat(names()).filteredOn(name -> name.startsWith("META-INF/services/") && !name.endsWith("/"))
                .containsExactlyInAnyOrder("META-INF/services/jakarta.servlet.ServletContainerInitializer",
                        "META-INF/services/jakarta.websocket.ContainerProvider",
                        "META-INF/services/jakarta.websocket.server.ServerEndpointConfig$Configurator",
                        "META-INF/services/dev.bosphorus.container.application.ApplicationInitializer");
    }

    @Test
    void theLicencesAreInIt() {
        assertThat(names()).contains("META-INF/LICENSE", "META-INF/NOTICE");
    }

    private List<String> names() {
        return jar.stream().map(JarEntry::getName).toList();
    }
}
