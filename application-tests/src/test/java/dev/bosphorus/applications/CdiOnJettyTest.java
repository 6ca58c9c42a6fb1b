package dev.bosphorus.applications;

import example.cdi.JournalServlet;
import java.nio.file.Path;
import org.jboss.weld.environment.servlet.EnhancedListener;

class CdiOnJettyTest extends CdiTest {

    @Override
    ServletServer start(Path folder) throws Exception {
        return new JettyServer(ENDPOINTS, context -> {
            context.addServletContainerInitializer(new EnhancedListener());
            context.addServlet(JournalServlet.class, "/journal");
        });
    }
}
