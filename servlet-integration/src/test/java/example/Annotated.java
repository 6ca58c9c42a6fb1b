package example;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextAttributeEvent;
import jakarta.servlet.ServletContextAttributeListener;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.net.MalformedURLException;

/** Notes what the context says, and its attributes as they change. */
@WebListener
public class Annotated implements ServletContextListener, ServletContextAttributeListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        Log.add(context, "annotated begins at " + context.getContextPath() + " as " + context.getServletContextName());
        context.setAttribute("a", 1);
        context.setAttribute("a", 2);
        context.setAttribute("a", null);
        try {
            Log.add(context, context.getResourcePaths("/") + " " + (context.getResource("/index.html") != null)
                    + (context.getResource("/WEB-INF/web.xml") != null) + (context.getResourceAsStream("/none") != null)
                    + (context.getRealPath("/../x") != null));
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
        try {
            context.getSessionCookieConfig();
        } catch (UnsupportedOperationException e) {
            Log.add(context, e.getMessage());
        }
        Log.add(context, "own loader " + (Thread.currentThread().getContextClassLoader() == getClass().getClassLoader()
                && context.getClassLoader() == getClass().getClassLoader()));
        if (context.getInitParameter("fails") != null) {
            throw new IllegalStateException("told to fail");
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        Log.add(event.getServletContext(), "annotated ends");
    }

    @Override
    public void attributeAdded(ServletContextAttributeEvent event) {
        if (event.getName().equals("a")) {
            Log.add(event.getServletContext(), "added " + event.getValue());
        }
    }

    @Override
    public void attributeReplaced(ServletContextAttributeEvent event) {
        Log.add(event.getServletContext(), "replaced " + event.getValue());
    }

    @Override
    public void attributeRemoved(ServletContextAttributeEvent event) {
        Log.add(event.getServletContext(), "removed " + event.getValue());
    }
}
