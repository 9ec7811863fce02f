package io.lanista.runtime.runs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.trial.Objective;
import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import io.lanista.runtime.journal.JournalRecord.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HeaderDifferenceTest {
    /** The parts of a header that a test changes. */
    private record Parts(
            Map<String, String> decisions,
            Component searcher,
            Map<String, Object> evaluatorOptions,
            List<String> constraints,
            Map<String, String> settings,
            Map<String, String> fingerprints,
            long seed) {
        static final Parts SAME = new Parts(
                Map.of("x", "[1, 2]"),
                new Component("tpe", "bundle", "1.0.0", Map.of("candidates", 24L)),
                Map.of("epochs", 3L),
                List.of("parameters in [0, 100]"),
                Map.of("duplicates", "reject"),
                Map.of("data", "ab12"),
                1);

        Header header() {
            return new Header(
                    "test",
                    "hash of " + decisions,
                    decisions,
                    Method.STRATEGY,
                    searcher,
                    new Component("classification", "bundle", "1.0.0", evaluatorOptions),
                    List.of(Objective.maximize("accuracy")),
                    "none",
                    constraints,
                    settings,
                    fingerprints,
                    seed,
                    1,
                    OptionalInt.empty(),
                    List.of());
        }
    }

    private static List<String> changes(Parts now) {
        return HeaderDifference.between(Parts.SAME.header(), now.header());
    }

    private static Parts same() {
        return Parts.SAME;
    }

    @Test
    void nothingDiffersFromTheSameAndAnotherVersionIsNoDifference() {
        Component newer =
                new Component("tpe", "bundle", "1.1.0", same().searcher().options());
        assertThat(changes(same())).isEmpty();
        assertThat(changes(new Parts(
                        same().decisions(),
                        newer,
                        same().evaluatorOptions(),
                        same().constraints(),
                        same().settings(),
                        same().fingerprints(),
                        same().seed())))
                .isEmpty();
    }

    @Test
    void editedConstraintsAreToldInWords() {
        assertThat(changes(new Parts(
                        same().decisions(),
                        same().searcher(),
                        same().evaluatorOptions(),
                        List.of(),
                        same().settings(),
                        same().fingerprints(),
                        same().seed())))
                .containsExactly("the constraints were (parameters in [0, 100]), and are (none)");
    }

    @Test
    void changedDataAreToldByTheirFingerprint() {
        assertThat(changes(new Parts(
                        same().decisions(),
                        same().searcher(),
                        same().evaluatorOptions(),
                        same().constraints(),
                        same().settings(),
                        Map.of("data", "cd34"),
                        same().seed())))
                .containsExactly("the data changed (their fingerprint was ab12, and is cd34)");
    }

    @Test
    void dataThatOneSideDoesNotDescribeAreNotCompared() {
        assertThat(changes(new Parts(
                        same().decisions(),
                        same().searcher(),
                        same().evaluatorOptions(),
                        same().constraints(),
                        same().settings(),
                        Map.of(),
                        same().seed())))
                .isEmpty();
    }

    @Test
    void allThatChangesAnswersIsTold() {
        assertThat(changes(new Parts(
                        Map.of("x", "[1, 2, 3]", "y", "[0, 1]"),
                        new Component("tpe", "bundle", "1.0.0", Map.of("candidates", 12L)),
                        Map.of("epochs", 3L, "patience", 2L),
                        same().constraints(),
                        Map.of("duplicates", "repeat"),
                        same().fingerprints(),
                        2)))
                .containsExactly(
                        "the decision (x) was ([1, 2]), and is ([1, 2, 3])",
                        "the decision (y) is new",
                        "the strategy's option (candidates) was (24), and is (12)",
                        "the evaluator's option (patience) is new",
                        "the setting (duplicates) was (reject), and is (repeat)",
                        "the seed was (1), and is (2)");
    }

    @Test
    void aTableMeansTheSameInWhateverOrder() {
        Map<String, Object> there = new LinkedHashMap<>();
        there.put("a", 1L);
        there.put("b", List.of(2L));
        Map<String, Object> back = new LinkedHashMap<>();
        back.put("b", List.of(2L));
        back.put("a", 1L);
        Parts then = withTable(there);

        assertThat(HeaderDifference.between(then.header(), withTable(back).header()))
                .isEmpty();
    }

    private static Parts withTable(Map<String, Object> table) {
        return new Parts(
                same().decisions(),
                same().searcher(),
                Map.of("data", table),
                same().constraints(),
                same().settings(),
                same().fingerprints(),
                same().seed());
    }
}
