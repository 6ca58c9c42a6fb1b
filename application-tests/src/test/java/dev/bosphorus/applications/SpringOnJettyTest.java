package dev.bosphorus.applications;

import example.spring.Application;
import java.nio.file.Path;
import java.util.Set;
import org.springframework.web.SpringServletContainerInitializer;

class SpringOnJettyTest extends SpringTest {

    @Override
    ServletServer start(Path folder) throws Exception {
        return new JettyServer(Set.of(), context ->
                context.addServletContainerInitializer(new SpringServletContainerInitializer(), Application.class));
    }
}
