package example;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Notes its beginning and its end. */
public class Declared implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Log.add(event.getServletContext(), "declared begins");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Log.add(event.getServletContext(), "declared ends");
    }
}
