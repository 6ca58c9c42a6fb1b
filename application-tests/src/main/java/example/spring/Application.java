package example.spring;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.springframework.web.WebApplicationInitializer;
import org.springframework.web.context.ContextLoaderListener;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/** What is found and called when the application starts. With the context parameter {@code broker.port}, messages go through a broker there. */
public class Application implements WebApplicationInitializer {

    @Override
    public void onStartup(ServletContext context) {
        AnnotationConfigWebApplicationContext root = new AnnotationConfigWebApplicationContext();
        root.register(Endpoints.class);
        context.addListener(new ContextLoaderListener(root));
        AnnotationConfigWebApplicationContext web = new AnnotationConfigWebApplicationContext();
        web.register(Handlers.class, context.getInitParameter("broker.port") == null ? Broker.class : Relay.class);
        ServletRegistration.Dynamic dispatcher = context.addServlet("dispatcher", new DispatcherServlet(web));
        dispatcher.setLoadOnStartup(1);
        dispatcher.setAsyncSupported(true);
        dispatcher.addMapping("/");
    }
}
