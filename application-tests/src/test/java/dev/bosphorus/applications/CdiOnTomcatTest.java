package dev.bosphorus.applications;

import example.cdi.JournalServlet;
import java.nio.file.Path;
import java.util.Set;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.jboss.weld.environment.servlet.EnhancedListener;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock("the MBeans of Tomcat")
class CdiOnTomcatTest extends CdiTest {

    /** Weld's initializer comes after ours, which may happen, since nothing orders them. */
    @Override
    ServletServer start(Path folder) throws Exception {
        return new TomcatServer(folder, ENDPOINTS, context -> {
            context.addServletContainerInitializer(new EnhancedListener(), Set.of());
            Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
            Tomcat.addServlet(context, "journal", JournalServlet.class.getName()).addMapping("/journal");
        });
    }
}
