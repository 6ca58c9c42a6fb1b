package dev.bosphorus.applications;

import example.spring.Application;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.springframework.web.SpringServletContainerInitializer;

class SpringOnJettyTest extends SpringTest {

    @Override
    ServletServer start(Path folder, Map<String, String> parameters) throws Exception {
        return new JettyServer(Set.of(), context -> {
            parameters.forEach(context::setInitParameter);
            context.addServletContainerInitializer(new SpringServletContainerInitializer(), Application.class);
        });
    }
}
