package dev.bosphorus.container.blocking;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ThreadFactory;

/** Virtual threads where the JDK has them (21 and later), reached by reflection since this code is for Java 17. */
public final class VirtualThreads {

    /** {@code Thread.ofVirtual().inheritInheritableThreadLocals(false).name(...).factory()}, or {@code null}. */
    private static final MethodHandle FACTORY = find();

    private VirtualThreads() {
    }

    /** Whether this JDK has virtual threads. */
    public static boolean areSupported() {
        return FACTORY != null;
    }

    /**
     * A factory of virtual threads that all have this name: one string for all of them, since there may be many.
     *
     * @throws UnsupportedOperationException where the JDK has none
     */
    public static ThreadFactory factory(String name) {
        if (FACTORY == null) {
            throw new UnsupportedOperationException("virtual threads need JDK 21 or later");
        }
        try {
            return (ThreadFactory) FACTORY.invoke(name);
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("virtual threads cannot be made", e);
        }
    }

    private static MethodHandle find() {
        if (Runtime.version().feature() < 21) {
            // JDK 19 and 20 have them as a preview only.
            return null;
        }
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
            MethodHandle start = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
            MethodHandle inherit = MethodHandles.insertArguments(
                    lookup.findVirtual(builder, "inheritInheritableThreadLocals",
                            MethodType.methodType(builder, boolean.class)), 1, false);
            MethodHandle name = lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class));
            MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
            // name -> factory(name(inherit(start()), name))
            MethodHandle fresh = MethodHandles.filterReturnValue(start, inherit);
            return MethodHandles.filterReturnValue(MethodHandles.foldArguments(name, fresh), factory);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
