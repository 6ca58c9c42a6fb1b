package example;

import jakarta.servlet.ServletContext;

/** Notes events in an attribute of the context, and in a property that outlives the application. */
final class Log {

    private Log() {
    }

    static void add(ServletContext context, String event) {
        System.getProperties().merge("example.log." + context.getInitParameter("run"), event, (all, next) -> all + "\n" + next);
    }
}
