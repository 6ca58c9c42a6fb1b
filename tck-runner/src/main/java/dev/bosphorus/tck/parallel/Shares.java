package dev.bosphorus.tck.parallel;

import dev.bosphorus.tck.suite.SuitePlan;
import dev.bosphorus.tck.suite.SuiteTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shares of the tests of a suite. A class is in one share as a whole, since its tests have a deployment in common. */
final class Shares {

    private Shares() {
    }

    /** Shares with about as many tests each, none of which is empty. @param most how many shares there are at most */
    static List<SuitePlan> of(List<SuiteTest> tests, int most) {
        Map<String, List<SuiteTest>> classes = tests.stream()
                .collect(Collectors.groupingBy(SuiteTest::className, LinkedHashMap::new, Collectors.toList()));
        List<List<SuiteTest>> shares = IntStream.range(0, Math.min(most, classes.size()))
                .<List<SuiteTest>>mapToObj(share -> new ArrayList<>()).toList();
        Comparator<List<SuiteTest>> size = Comparator.comparingInt(List::size);
        classes.values().stream().sorted(size.reversed()).forEach(largest -> shares.stream().min(size).orElseThrow().addAll(largest));
        return shares.stream().map(share -> new SuitePlan(share, List.of())).toList();
    }
}
