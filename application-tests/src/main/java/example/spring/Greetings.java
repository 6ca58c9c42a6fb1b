package example.spring;

/** What endpoints and controllers are injected with. */
public class Greetings {

    public String of(String name) {
        return "hello " + name;
    }
}
