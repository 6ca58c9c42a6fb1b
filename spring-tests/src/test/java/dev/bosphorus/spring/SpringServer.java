package dev.bosphorus.spring;

import dev.bosphorus.servlet.deploy.WebSocketInitializer;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.web.context.ContextLoaderListener;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** A servlet container with Bosphorus as its WebSocket, and an application of Spring in it. */
record SpringServer(int port, AnnotationConfigWebApplicationContext application, Stop container) {

    /** Ends the container. */
    @FunctionalInterface
    interface Stop {
        void stop() throws Exception;
    }

    /** The containers. */
    enum Kind {
        TOMCAT {
            @Override
            SpringServer start(Path base, Class<?> root, Class<?> servlet) throws Exception {
                AnnotationConfigWebApplicationContext application = application(servlet);
                Tomcat tomcat = new Tomcat();
                tomcat.setBaseDir(base.toString());
                Connector connector = new Connector();
                connector.setPort(0);
                connector.setProperty("address", "127.0.0.1");
                tomcat.setConnector(connector);
                Context context = tomcat.addContext("/shop", base.toString());
                context.addServletContainerInitializer(new WebSocketInitializer(), Set.of());
                context.addServletContainerInitializer(
                        (classes, web) -> web.addListener(new ContextLoaderListener(application(root))), Set.of());
                Wrapper dispatcher = Tomcat.addServlet(context, "dispatcher", new DispatcherServlet(application));
                dispatcher.setLoadOnStartup(1);
                dispatcher.setAsyncSupported(true);
                dispatcher.addMapping("/");
                tomcat.start();
                return new SpringServer(connector.getLocalPort(), application, () -> {
                    tomcat.stop();
                    tomcat.destroy();
                });
            }
        },
        JETTY {
            @Override
            SpringServer start(Path base, Class<?> root, Class<?> servlet) throws Exception {
                AnnotationConfigWebApplicationContext application = application(servlet);
                Server server = new Server();
                ServerConnector connector = new ServerConnector(server);
                connector.setHost("127.0.0.1");
                server.addConnector(connector);
                ServletContextHandler context = new ServletContextHandler("/shop", ServletContextHandler.SESSIONS);
                context.addServletContainerInitializer(new WebSocketInitializer());
                context.addEventListener(new ContextLoaderListener(application(root)));
                ServletHolder dispatcher = new ServletHolder("dispatcher", new DispatcherServlet(application));
                dispatcher.setInitOrder(1);
                dispatcher.setAsyncSupported(true);
                context.addServlet(dispatcher, "/");
                server.setHandler(context);
                server.start();
                return new SpringServer(connector.getLocalPort(), application, server::stop);
            }
        };

        /**
         * @param root    the context that begins with the application's listeners
         * @param servlet the one that begins with its servlet
         */
        abstract SpringServer start(Path base, Class<?> root, Class<?> servlet) throws Exception;

        private static AnnotationConfigWebApplicationContext application(Class<?> configuration) {
            AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();
            application.register(configuration);
            return application;
        }
    }

    String uri(String path) {
        return "ws://127.0.0.1:" + port + "/shop" + path;
    }

    void stop() throws Exception {
        container.stop();
    }
}
