package dev.bosphorus.tck.suite;

import dev.bosphorus.tck.suite.SuiteResult.Outcome;
import java.time.Duration;

/** Hears how a run goes on. The calls come one after the other, but from several threads where there are several processes. */
public interface SuiteProgress {

    /** The run begins. @param classes how many there are, of tests */
    void begun(int classes);

    /** A class of tests is next. @param type its name @return whether it is to run; else somebody else runs it, and nothing is told of it */
    default boolean mayBegin(String type) {
        return true;
    }

    /** The result of a test is known. */
    void ended(Outcome outcome);

    /** A class has ended, and the results of all its tests are known. */
    void ended(ClassSum sum);

    /**
     * What a class of tests has come to.
     *
     * @param name   of the class, with its package
     * @param passed how many of its tests have
     * @param failed how many have not
     * @param time   that it took
     */
    record ClassSum(String name, int passed, int failed, Duration time) {
    }
}
