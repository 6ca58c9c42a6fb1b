package dev.bosphorus.tck.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** How the code of a method is made wrong. What it leaves is code that the JVM's verifier takes. */
@FunctionalInterface
interface Edit {

    /** Changes the method. @return whether there was what is to be changed */
    boolean apply(MethodNode method);

    /** Another number for each of that value, be it an int or a long. */
    static Edit constant(long from, long to) {
        return method -> replaceEach(method, instruction -> {
            Number found = numberOf(instruction);
            if (found == null || found.longValue() != from) {
                return null;
            }
            return List.of(found instanceof Long ? new LdcInsnNode(to) : new LdcInsnNode((int) to));
        });
    }

    /** Other text where strings are joined. */
    static Edit joined(String from, String to) {
        return method -> replaceEach(method, instruction -> {
            if (!(instruction instanceof InvokeDynamicInsnNode join) || !mentions(join, from)) {
                return null;
            }
            Object[] parts = Arrays.stream(join.bsmArgs).map(part -> part instanceof String text ? text.replace(from, to) : part).toArray();
            return List.of(new InvokeDynamicInsnNode(join.name, join.desc, join.bsm, parts));
        });
    }

    /** Another constant of the same enum. */
    static Edit enumConstant(String from, String to) {
        return method -> replaceEach(method, instruction -> instruction instanceof FieldInsnNode field
                && field.getOpcode() == Opcodes.GETSTATIC && field.name.equals(from)
                ? List.of(new FieldInsnNode(Opcodes.GETSTATIC, field.owner, to, field.desc)) : null);
    }

    /** The calls of a method without a result are left out. */
    static Edit withoutCall(String name) {
        return method -> replaceEach(method, instruction -> isCall(instruction, name) ? popped((MethodInsnNode) instruction) : null);
    }

    /** Calls of a method have this result, without being made. */
    static Edit answered(String name, int result) {
        return method -> replaceEach(method, instruction -> {
            if (!isCall(instruction, name)) {
                return null;
            }
            List<AbstractInsnNode> code = popped((MethodInsnNode) instruction);
            code.add(new LdcInsnNode(result));
            return code;
        });
    }

    /** The method does nothing but return this; {@code null} for no object. */
    static Edit returning(Integer result) {
        return method -> {
            method.instructions.clear();
            method.tryCatchBlocks.clear();
            method.localVariables = null;
            method.instructions.add(result == null ? new InsnNode(Opcodes.ACONST_NULL) : new LdcInsnNode(result));
            method.instructions.add(new InsnNode(Type.getReturnType(method.desc).getOpcode(Opcodes.IRETURN)));
            return true;
        };
    }

    /** What would be thrown, or asked of {@code require}, with these words in its message is not. */
    static Edit unchecked(String words) {
        return method -> {
            for (AbstractInsnNode each : method.instructions) {
                if (mentions(each, words)) {
                    AbstractInsnNode check = each;
                    while (check.getOpcode() != Opcodes.ATHROW && !isCall(check, "require")) {
                        check = check.getNext();
                    }
                    replace(method.instructions, check, isCall(check, "require") ? popped((MethodInsnNode) check)
                            : List.of(new InsnNode(Opcodes.POP)));
                    return true;
                }
            }
            return false;
        };
    }

    /** What takes the place of an instruction. */
    interface Replacement {

        /** {@code null} for the instruction itself. */
        List<AbstractInsnNode> of(AbstractInsnNode instruction);
    }

    private static boolean replaceEach(MethodNode method, Replacement replacement) {
        boolean found = false;
        for (AbstractInsnNode each : method.instructions.toArray()) {
            List<AbstractInsnNode> code = replacement.of(each);
            if (code != null) {
                replace(method.instructions, each, code);
                found = true;
            }
        }
        return found;
    }

    private static void replace(InsnList all, AbstractInsnNode old, List<AbstractInsnNode> code) {
        code.forEach(instruction -> all.insertBefore(old, instruction));
        all.remove(old);
    }

    private static boolean isCall(AbstractInsnNode instruction, String name) {
        return instruction instanceof MethodInsnNode call && call.name.equals(name);
    }

    /** Takes from the stack what a call would take. */
    private static List<AbstractInsnNode> popped(MethodInsnNode call) {
        List<AbstractInsnNode> code = new ArrayList<>();
        for (Type argument : Type.getArgumentTypes(call.desc)) {
            code.add(0, new InsnNode(argument.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP));
        }
        if (call.getOpcode() != Opcodes.INVOKESTATIC) {
            code.add(new InsnNode(Opcodes.POP));
        }
        return code;
    }

    /** Whether it is that string, or joins strings of which that is one. */
    private static boolean mentions(AbstractInsnNode instruction, String words) {
        return instruction instanceof LdcInsnNode constant && constant.cst instanceof String text && text.contains(words)
                || instruction instanceof InvokeDynamicInsnNode join
                && Arrays.stream(join.bsmArgs).anyMatch(argument -> argument instanceof String text && text.contains(words));
    }

    /** {@code null} for what puts no number on the stack. */
    private static Number numberOf(AbstractInsnNode instruction) {
        if (instruction instanceof LdcInsnNode constant) {
            return constant.cst instanceof Number number ? number : null;
        }
        if (instruction instanceof IntInsnNode constant && constant.getOpcode() != Opcodes.NEWARRAY) {
            return constant.operand;
        }
        int opcode = instruction.getOpcode();
        return opcode >= Opcodes.ICONST_0 && opcode <= Opcodes.ICONST_5 ? opcode - Opcodes.ICONST_0 : null;
    }
}
