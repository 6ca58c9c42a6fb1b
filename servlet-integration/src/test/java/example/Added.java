package example;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/** Notes its beginning and its end. */
public class Added implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        Log.add(event.getServletContext(), "added begins");
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Log.add(event.getServletContext(), "added ends");
    }
}
