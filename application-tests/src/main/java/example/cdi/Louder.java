package example.cdi;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Locale;

/** The interceptor. */
@Loud
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class Louder {

    @AroundInvoke
    public Object louder(InvocationContext call) throws Exception {
        return call.proceed().toString().toUpperCase(Locale.ROOT);
    }
}
