package io.lanista.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.model.Value;
import io.lanista.api.option.OptionException;
import io.lanista.api.space.Choices;
import io.lanista.api.space.InfeasibleException;
import io.lanista.api.space.SearchSpace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableIndexTest {
    @TempDir
    Path folder;

    @Test
    void digitsAreIndexesAmongTheCandidates() throws IOException {
        SearchSpace space = SmallTable.space();
        TableIndex index = TableIndex.of(SmallTable.table(folder, SmallTable.DIGITS), space, "");
        List<Choices> all = space.enumerate().toList();
        for (int row = 0; row < all.size(); row++) {
            assertThat(index.row(all.get(row))).isEqualTo(row);
        }
    }

    @Test
    void columnsNamedByLabelsAreEmptyWhereADecisionIsInactive() throws IOException {
        SearchSpace space = SearchSpace.of(Model.named("nested")
                .input("x", 4)
                .then(
                        "op",
                        LayerChoice.of(
                                "op",
                                Candidate.of("skip", Layer.of("identity")),
                                Candidate.of("linear", Layer.of("linear", "units", Value.choice("units", 1, 2)))))
                .build());
        TableIndex index =
                TableIndex.of(SmallTable.table(folder, "op,units,valid\nlinear,2,1\nskip,,2\nlinear,1,3\n"), space, "");
        assertThat(index.row(Choices.of(Map.of(Label.of("op"), "skip")))).isEqualTo(1);
        assertThat(index.row(Choices.of(Map.of(Label.of("op"), "linear", Label.of("units"), 1))))
                .isEqualTo(2);
    }

    @Test
    void anArchitectureThatIsMissingIsNamed() throws IOException {
        TableIndex index = TableIndex.of(SmallTable.table(folder, "ops,valid\n00,1\n01,2\n"), SmallTable.space(), "");
        assertThatThrownBy(() -> index.row(Choices.of(Map.of(Label.of("a"), "r", Label.of("b"), 1))))
                .isInstanceOf(InfeasibleException.class)
                .hasMessageContaining("{a=r, b=1}");
    }

    @Test
    void aTableOfAnotherSpaceIsRefused() throws IOException {
        ResultsTable other = SmallTable.table(folder, "x,valid\n1,1\n");
        assertThatThrownBy(() -> TableIndex.of(other, SmallTable.space(), ""))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("[a, b]")
                .hasMessageContaining("Available: x, valid");
    }

    @Test
    void oneArchitectureInTwoLinesIsRefused() throws IOException {
        ResultsTable twice = SmallTable.table(folder, "ops,valid\n00,1\n01,2\n00,3\n");
        assertThatThrownBy(() -> TableIndex.of(twice, SmallTable.space(), ""))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("(2) and (4)");
    }

    @Test
    void wrongCellsAndColumnsAreNamed() throws IOException {
        ResultsTable table = SmallTable.table(folder, "ops,valid\n00,\"1,5\"\n");
        assertThat(table.texts("valid")).containsExactly("1,5");
        assertThatThrownBy(() -> table.numbers("valid")).hasMessageContaining("(1,5) in line (2)");
        assertThatThrownBy(() -> table.numbers("test")).hasMessageContaining("Available: ops, valid");
        assertThatThrownBy(() -> SmallTable.table(folder, "ops,valid\n00\n")).hasMessageContaining("Line (2)");
    }
}
