package example.greeting;

/** Belongs in a library. */
public final class Greeting {

    private Greeting() {
    }

    static String of(String name) {
        return "hello " + name;
    }
}
