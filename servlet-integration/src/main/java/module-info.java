/** Bosphorus in servlet containers, and web applications without one: initializers and listeners on the embedded server. */
module dev.bosphorus.servlet {
    requires dev.bosphorus.container;
    requires jakarta.servlet;
    requires java.xml;
    // Inside Jetty.
    requires static org.eclipse.jetty.ee11.servlet;
    requires static org.eclipse.jetty.io;
    requires static org.eclipse.jetty.server;
    requires static org.eclipse.jetty.util;

    // The servlet container makes instances of what it finds in these.
    opens dev.bosphorus.servlet.deploy;
    opens dev.bosphorus.servlet.upgrade;

    provides dev.bosphorus.container.application.ApplicationInitializer
            with dev.bosphorus.servlet.context.WebApplicationInitializer;
    provides jakarta.servlet.ServletContainerInitializer
            with dev.bosphorus.servlet.deploy.WebSocketInitializer;
}
