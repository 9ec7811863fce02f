package io.lanista.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.space.SearchSpace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class NasBench201Test {
    private static final Percentage TABLE_PRECISION = Percentage.withPercentage(0.1);

    /** The whole network of the benchmark, with five cells in each stage. */
    @Test
    void parametersAndFlopsOfAllNetworksAreThoseOfTheTable() {
        SearchSpace space = NasBench201.space(5);
        for (NasBench201.Row row : NasBench201.table()) {
            ModelAnalysis analysis =
                    ModelAnalysis.of(space.freeze(NasBench201.choices(row.ops())), LayerCatalogue.standard());
            assertThat((double) analysis.parameters()).as(row.ops()).isEqualTo(row.parameters());
            assertThat((double) analysis.flops(FlopCounting.WITH_ELEMENTWISE))
                    .as(row.ops())
                    .isCloseTo(row.flops(), TABLE_PRECISION);
        }
    }

    /** The benchmark counts 6,466 classes by comparing strings; flattening sums merges some of these. */
    @Test
    void hashesNeverTellApartWhatTheBenchmarkHoldsToBeOne() {
        SearchSpace space = NasBench201.space(1);
        Map<Integer, String> hashOfClass = new HashMap<>();
        Set<String> hashes = new HashSet<>();
        for (NasBench201.Row row : NasBench201.table()) {
            String hash = CanonicalForm.hash(space.freeze(NasBench201.choices(row.ops())), LayerCatalogue.standard());
            hashes.add(hash);
            assertThat(hashOfClass.computeIfAbsent(row.uid(), uid -> hash))
                    .as(row.ops())
                    .isEqualTo(hash);
        }
        assertThat(hashOfClass).hasSize(6466);
        assertThat(hashes.size()).isEqualTo(4930);
    }
}
