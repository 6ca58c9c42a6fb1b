package example.cdi;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Has what a method returns said loudly. */
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
public @interface Loud {
}
