package dev.bosphorus.applications;

import java.lang.ref.WeakReference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;

/** What threads keep in their thread-local variables; needs the package {@code java.lang} opened. */
final class ThreadLocals {

    private ThreadLocals() {
    }

    /** The types of all variables and values of all platform threads that are from packages that begin so, each with its thread. */
    static List<String> ofPackages(String... prefixes) throws ReflectiveOperationException {
        List<String> found = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            for (String map : new String[] {"threadLocals", "inheritableThreadLocals"}) {
                Object variables = value(Thread.class, map, thread);
                if (variables != null) {
                    addTypes(thread, value(variables.getClass(), "table", variables), prefixes, found);
                }
            }
        }
        return found;
    }

    private static void addTypes(Thread thread, Object table, String[] prefixes, List<String> found)
            throws ReflectiveOperationException {
        for (int i = 0; i < Array.getLength(table); i++) {
            WeakReference<?> entry = (WeakReference<?>) Array.get(table, i);
            Object variable = entry == null ? null : entry.get();
            Object held = entry == null ? null : value(entry.getClass(), "value", entry);
            for (Object object : new Object[] {variable, held}) {
                for (String prefix : prefixes) {
                    if (object != null && object.getClass().getName().startsWith(prefix)) {
                        found.add(thread.getName() + ": " + object.getClass().getName());
                    }
                }
            }
        }
    }

    private static Object value(Class<?> type, String field, Object object) throws ReflectiveOperationException {
        Field found = type.getDeclaredField(field);
        found.setAccessible(true);
        return found.get(object);
    }
}
