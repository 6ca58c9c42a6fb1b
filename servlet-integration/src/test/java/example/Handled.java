package example;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** What {@link Initializer} looks for. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Handled {
}
