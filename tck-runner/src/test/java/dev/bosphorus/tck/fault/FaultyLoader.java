package dev.bosphorus.tck.fault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Has classes of Bosphorus of its own, one of them with a fault, and takes all others from the class path. */
final class FaultyLoader extends ClassLoader {

    private final String faultyType;
    private final byte[] faultyCode;
    private volatile boolean faulty;

    static {
        registerAsParallelCapable();
    }

    /** @param fault {@code null} for none */
    FaultyLoader(Fault fault) {
        super(FaultyLoader.class.getClassLoader());
        faultyType = fault == null ? "" : fault.typeName();
        faultyCode = fault == null ? null : fault.into(code(faultyType));
    }

    /** Whether the class with the fault has been loaded. */
    boolean isFaulty() {
        return faulty;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        boolean ours = name.startsWith("dev.bosphorus.") && !name.startsWith("dev.bosphorus.tck.") || name.startsWith("example.echo.");
        if (!ours) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) {
        byte[] code = code(name);
        if (name.equals(faultyType)) {
            code = faultyCode;
            faulty = true;
        }
        return defineClass(name, code, 0, code.length);
    }

    private byte[] code(String name) {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new IllegalStateException("there is no class " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
