package perf;

import dev.bosphorus.container.embedded.EmbeddedServer;
import dev.bosphorus.container.embedded.TransportKind;
import java.util.List;

/** The comparison's endpoints on the embedded server. */
public final class Main {

    private Main() {
    }

    public static void main(String[] args) throws Exception {
        serve(Endpoints.ALL);
    }

    static void serve(List<Class<?>> endpoints) throws Exception {
        EmbeddedServer.builder()
                .host("127.0.0.1")
                .port(Ready.port())
                .transport(TransportKind.valueOf(System.getProperty("perf.transport", "AUTO")))
                .endpoints(endpoints.toArray(Class<?>[]::new))
                .start();
        Ready.ready();
    }
}
