package dev.bosphorus.tck.fault;

import dev.bosphorus.tck.selection.Selection;
import dev.bosphorus.tck.wire.cases.Catalogue;
import dev.bosphorus.tck.wire.cases.WireCase;
import dev.bosphorus.tck.wire.frame.Subject;
import dev.bosphorus.tck.wire.run.CaseResult;
import dev.bosphorus.tck.wire.run.ClientRun;
import dev.bosphorus.tck.wire.run.Progress;
import dev.bosphorus.tck.wire.run.ServerRun;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.ObjIntConsumer;

/** Our server or our client, as a class loader has it. */
interface Tested extends AutoCloseable {

    @SuppressWarnings("unchecked")
    static Tested of(Subject subject, ClassLoader loader) throws ReflectiveOperationException {
        return subject == Subject.SERVER ? new Server((Closeable) made(loader, "example.echo.EchoServer"))
                : new Client((ObjIntConsumer<String>) made(loader, "example.echo.EchoClient"));
    }

    private static Object made(ClassLoader loader, String type) throws ReflectiveOperationException {
        return loader.loadClass(type).getDeclaredConstructor().newInstance();
    }

    private static List<WireCase> cases(Subject subject, List<String> ids) {
        return Catalogue.of(subject, new Selection(ids, List.of()));
    }

    /** Runs the cases with these ids. */
    List<CaseResult> run(List<String> ids, Duration patience) throws Exception;

    @Override
    void close() throws IOException;

    /** @param server an {@code EchoServer}; it says its port */
    record Server(Closeable server) implements Tested {

        private static final int PARALLEL = 8;

        @Override
        public List<CaseResult> run(List<String> ids, Duration patience) throws Exception {
            URI target = URI.create("ws://127.0.0.1:" + ((IntSupplier) server).getAsInt() + "/echo");
            return new ServerRun(target, null, patience, PARALLEL).run("server", cases(Subject.SERVER, ids), Progress.NONE).cases();
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    /** @param client an {@code EchoClient} */
    record Client(ObjIntConsumer<String> client) implements Tested {

        @Override
        public List<CaseResult> run(List<String> ids, Duration patience) throws Exception {
            List<WireCase> cases = cases(Subject.CLIENT, ids);
            try (ClientRun run = new ClientRun(InetAddress.getLoopbackAddress(), 0, cases, patience, Progress.NONE)) {
                client.accept("ws://localhost:" + run.port(), cases.size());
                URI.create("http://localhost:" + run.port() + "/report").toURL().openStream().close();
                run.awaitReport();
                return run.result("client").cases();
            }
        }

        @Override
        public void close() {
            // It has closed its connections itself.
        }
    }
}
