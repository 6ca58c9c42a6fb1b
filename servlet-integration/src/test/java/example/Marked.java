package example;

/** Has an annotated method. */
public class Marked {
    @Handled
    void method() {
    }
}
