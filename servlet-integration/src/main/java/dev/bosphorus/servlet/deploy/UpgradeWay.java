package dev.bosphorus.servlet.deploy;

import dev.bosphorus.container.connection.ConnectionSettings;
import dev.bosphorus.servlet.jetty.JettyUpgrade;
import dev.bosphorus.servlet.tomcat.TomcatUpgrade;
import dev.bosphorus.servlet.upgrade.NativeUpgrade;
import jakarta.servlet.ServletContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Chooses the way by which connections of an application are upgraded, and says so in the log. */
final class UpgradeWay {

    private static final Logger LOG = System.getLogger(UpgradeWay.class.getName());

    /** The context parameter that switches containers' own ways off. */
    private static final String NATIVE = "dev.bosphorus.servlet.native";

    private UpgradeWay() {
    }

    /** The container's own way where it is to be used; {@code null} for the way of the servlet API. */
    static NativeUpgrade of(ServletContext context) {
        String server = context.getServerInfo();
        boolean wanted = !"false".equals(context.getInitParameter(NATIVE));
        if (server.startsWith("jetty/")) {
            return wanted ? ofJetty(context) : withoutJettys(context, NATIVE + " is false", null);
        }
        return wanted && server.startsWith("Apache Tomcat/") ? ofTomcat(context) : null;
    }

    private static NativeUpgrade ofTomcat(ServletContext context) {
        try {
            NativeUpgrade way = new TomcatUpgrade(ConnectionSettings.DEFAULTS.sendTimeout());
            LOG.log(Level.INFO, "WebSocket connections are upgraded by Tomcat's own way");
            return way;
        } catch (LinkageError e) {
            LOG.log(Level.WARNING, "Tomcat's own classes cannot be used by \"" + context.getContextPath()
                    + "\", so WebSocket connections are upgraded by the way of the servlet API", e);
            return null;
        }
    }

    private static NativeUpgrade ofJetty(ServletContext context) {
        try {
            NativeUpgrade way = jettyUpgrade(context);
            LOG.log(Level.INFO, "WebSocket connections are upgraded by Jetty's own way");
            return way;
        } catch (ReflectiveOperationException | LinkageError e) {
            return withoutJettys(context, "its own classes cannot be used", e);
        }
    }

    private static NativeUpgrade jettyUpgrade(ServletContext context) throws ReflectiveOperationException {
        try {
            return new JettyUpgrade();
        } catch (NoClassDefFoundError e) {
            // Hidden from the application; but whose class the context is knows them.
            return (NativeUpgrade) new ServerClasses(context.getClass().getClassLoader(), "org.eclipse.jetty.",
                    "dev.bosphorus.servlet.jetty.").loadClass("dev.bosphorus.servlet.jetty.JettyUpgrade").getConstructor().newInstance();
        }
    }

    /** By the way of the servlet API, connections would open that no message ever gets through. */
    private static NativeUpgrade withoutJettys(ServletContext context, String why, Throwable cause) {
        String refusal = "Jetty upgrades no connection to WebSocket here: " + why
                + ", and by the way of the servlet API it lets no message in.";
        LOG.log(Level.ERROR, "all WebSocket handshakes for \"" + context.getContextPath() + "\" are answered with 500. " + refusal, cause);
        return NativeUpgrade.none(refusal);
    }
}
