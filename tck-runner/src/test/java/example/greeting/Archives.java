package example.greeting;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The archives that tests deploy. */
public final class Archives {

    private Archives() {
    }

    /** {@link Greeter}, with {@link Greeting} in a library and a page. */
    public static WebArchive greeting() {
        return ShrinkWrap.create(WebArchive.class, "greeting.war").addClass(Greeter.class)
                .addAsLibrary(ShrinkWrap.create(JavaArchive.class, "greeting.jar").addClass(Greeting.class))
                .addAsWebResource(new StringAsset("<p>the page</p>"), "index.html");
    }

    /** A good endpoint beside a bad one. */
    public static WebArchive bad() {
        return ShrinkWrap.create(WebArchive.class, "bad.war").addClasses(Greeter.class, Greeting.class, BadGreeter.class);
    }
}
