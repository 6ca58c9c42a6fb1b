package dev.bosphorus.tck.wire.cases;

import dev.bosphorus.tck.wire.frame.Subject;
import java.util.Set;

/**
 * One rule of the standard, and the talk that shows whether the subject keeps it.
 *
 * @param id          family/group/name, unique
 * @param reference   the paragraph
 * @param requirement what is demanded, in a sentence
 * @param subjects    the sides it is for
 */
public record WireCase(String id, String reference, Severity severity, String requirement, Set<Subject> subjects, Script script) {
}
