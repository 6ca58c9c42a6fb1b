package dev.bosphorus.applications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bosphorus.container.client.WebSocketClient;
import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import example.cdi.SharedBean;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Session;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two web applications in one Tomcat, each with classes and a CDI container of its own. */
@ResourceLock("CDI")
@ResourceLock("the MBeans of Tomcat")
class TwoCdiApplicationsTest {

    /** Loads all but the container's classes itself, as the class loader of a WAR does that carries Bosphorus and Weld. */
    private static final class ApplicationLoader extends URLClassLoader {
        private static final List<String> CONTAINER = List.of("java.", "jakarta.servlet.", "org.apache.");

        ApplicationLoader(URL[] classPath, ClassLoader parent) {
            super(classPath, parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (CONTAINER.stream().anyMatch(name::startsWith)) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                try {
                    return loaded == null ? findClass(name) : loaded;
                } catch (ClassNotFoundException e) {
                    // The tests' class loader may know stand-ins that Weld has made for another test.
                    return ClassLoader.getPlatformClassLoader().loadClass(name);
                }
            }
        }

        /** Each once, though the tests' class path has them, too: Weld accepts no bean archive twice. */
        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            Map<String, URL> distinct = new LinkedHashMap<>();
            Collections.list(super.getResources(name)).forEach(url -> distinct.putIfAbsent(url.toString(), url));
            return Collections.enumeration(distinct.values());
        }
    }

    /** Collects what it is sent. */
    private static final class Client extends Endpoint {
        final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.addMessageHandler(String.class, received::add);
        }
    }

    private final WebSocketClient client = WebSocketClient.builder().build();
    private final Tomcat tomcat = new Tomcat();
    private final List<URLClassLoader> loaders = new ArrayList<>();
    private Context first;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector("HTTP/1.1");
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        tomcat.setConnector(connector);
        first = application("/first", folder);
        application("/second", folder);
        tomcat.start();
    }

    private Context application(String path, Path folder) throws Exception {
        ApplicationLoader loader = new ApplicationLoader(classPath(), getClass().getClassLoader());
        loaders.add(loader);
        Context context = tomcat.addContext(path, folder.toString());
        context.setParentClassLoader(loader);
        context.addServletContainerInitializer(initializer(loader, WebSocketInitializer.class),
                Set.of(loader.loadClass(SharedBean.class.getName())));
        context.addServletContainerInitializer(initializer(loader, EnhancedListener.class), Set.of());
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        return context;
    }

    private static URL[] classPath() throws IOException {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(Path.of(entry).toUri().toURL());
        }
        return urls.toArray(URL[]::new);
    }

    private static ServletContainerInitializer initializer(ClassLoader loader, Class<?> type) throws ReflectiveOperationException {
        return (ServletContainerInitializer) loader.loadClass(type.getName()).getConstructor().newInstance();
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        tomcat.stop();
        tomcat.destroy();
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }

    private String ask(String application, String text) throws Exception {
        Client endpoint = new Client();
        Session session = client.connectToServer(endpoint, ClientEndpointConfig.Builder.create().build(),
                URI.create("ws://127.0.0.1:" + tomcat.getConnector().getLocalPort() + application + "/shared"));
        session.getBasicRemote().sendText(text);
        return endpoint.received.poll(20, TimeUnit.SECONDS);
    }

    /** The endpoint counts its messages, and says whether {@code CDI.current()} knows the bean that was injected. */
    @Test
    void eachApplicationHasBeansOfItsOwn() throws Exception {
        assertThat(ask("/first", "a")).isEqualTo("a 1 true");
        assertThat(ask("/first", "b")).isEqualTo("b 2 true");
        assertThat(ask("/second", "c")).isEqualTo("c 1 true");
    }

    @Test
    void theEndOfOneLeavesTheOthersBeansAlone() throws Exception {
        assertThat(ask("/first", "a")).isEqualTo("a 1 true");
        assertThat(ask("/second", "b")).isEqualTo("b 1 true");
        first.stop();
        assertThat(ask("/second", "c")).isEqualTo("c 2 true");
    }
}
