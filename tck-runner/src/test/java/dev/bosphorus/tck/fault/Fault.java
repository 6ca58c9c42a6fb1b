package dev.bosphorus.tck.fault;

import dev.bosphorus.tck.wire.frame.Subject;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.tree.ClassNode;

/**
 * A known fault of our engine.
 *
 * @param what     the faulty engine does
 * @param subject  the side that does it
 * @param type     the class that is changed, without {@value #ROOT}
 * @param methods  of it, each of which is changed
 * @param edit     how
 * @param caughtBy the cases that find it, each of them
 */
record Fault(String what, Subject subject, String type, List<String> methods, Edit edit, List<String> caughtBy) {

    static final String ROOT = "dev.bosphorus.container.";

    static Fault ofServer(String what, String type, String method, Edit edit, String... caughtBy) {
        return new Fault(what, Subject.SERVER, type, List.of(method.split(" ")), edit, List.of(caughtBy));
    }

    static Fault ofClient(String what, String type, String method, Edit edit, String... caughtBy) {
        return new Fault(what, Subject.CLIENT, type, List.of(method.split(" ")), edit, List.of(caughtBy));
    }

    String typeName() {
        return ROOT + type;
    }

    /** The class with the fault. @throws IllegalStateException where it has changed so that there is nothing to make wrong any more */
    byte[] into(byte[] sound) {
        ClassNode node = new ClassNode();
        new ClassReader(sound).accept(node, 0);
        for (String method : methods) {
            long changed = node.methods.stream().filter(each -> each.name.equals(method) && edit.apply(each)).count();
            if (changed == 0) {
                throw new IllegalStateException("there is nothing to change in " + type + "." + method + " so that " + what);
            }
        }
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        node.accept(writer);
        return writer.toByteArray();
    }

    @Override
    public String toString() {
        return subject + ": " + what;
    }
}
