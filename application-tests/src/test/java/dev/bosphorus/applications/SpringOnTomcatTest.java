package dev.bosphorus.applications;

import example.spring.Application;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.web.SpringServletContainerInitializer;

@ResourceLock("the MBeans of Tomcat")
class SpringOnTomcatTest extends SpringTest {

    @Override
    ServletServer start(Path folder, Map<String, String> parameters) throws Exception {
        return new TomcatServer(folder, Set.of(), context -> {
            parameters.forEach(context::addParameter);
            context.addServletContainerInitializer(new SpringServletContainerInitializer(), Set.of(Application.class));
        });
    }
}
