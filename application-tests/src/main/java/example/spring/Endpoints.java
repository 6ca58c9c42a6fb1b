package example.spring;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.server.standard.ServerEndpointExporter;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

/** Standard endpoints that are beans. */
@Configuration
public class Endpoints {

    @Bean
    public Greetings greetings() {
        return new Greetings();
    }

    @Bean
    public GreetingEndpoint greetingEndpoint(Greetings greetings) {
        return new GreetingEndpoint(greetings);
    }

    @Bean
    public ServerEndpointExporter exporter() {
        return new ServerEndpointExporter();
    }

    @Bean
    public ServletServerContainerFactoryBean container() {
        ServletServerContainerFactoryBean container = new ServletServerContainerFactoryBean();
        container.setMaxTextMessageBufferSize(100_000);
        container.setMaxBinaryMessageBufferSize(200_000);
        container.setMaxSessionIdleTimeout(60_000L);
        return container;
    }
}
