package io.lanista.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.layer.CanonicalForm;
import io.lanista.layer.FlopCounting;
import io.lanista.layer.LayerCatalogue;
import io.lanista.layer.ModelAnalysis;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class NasBench201Test {
    private static final LayerCatalogue CATALOGUE = LayerCatalogue.standard();

    private record Row(String ops, int uid, double params, double flops) {}

    private static List<Row> table() throws IOException {
        Path file = Hub.data().resolve("nasbench201.csv.gz");
        assumeTrue(Files.isRegularFile(file), "The table " + file + " isn't here.");
        List<Row> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] cells = line.split(",", -1);
                rows.add(new Row(
                        cells[1],
                        Integer.parseInt(cells[2]),
                        Double.parseDouble(cells[4]),
                        Double.parseDouble(cells[5])));
            }
        }
        return rows;
    }

    @Test
    void digitsAndChoicesAreTheSame() {
        SearchSpace space = Hub.open("nasbench201", "classes", 10L);
        assertThat(space.size()).contains(BigInteger.valueOf(15_625));
        assertThat(space.enumerate()
                        .allMatch(choices ->
                                NasBench201.choices(NasBench201.ops(choices)).equals(choices)))
                .isTrue();
        assertThat(NasBench201.string(NasBench201.choices("342103")))
                .isEqualTo("|nor_conv_3x3~0|+|avg_pool_3x3~0|nor_conv_1x1~1|+|skip_connect~0|none~1|nor_conv_3x3~2|");
        assertThatThrownBy(() -> NasBench201.choices("34210")).hasMessageContaining("six digits");
        assertThatThrownBy(() -> NasBench201.choices("342105")).hasMessageContaining("(342105)");
    }

    @Test
    void whatIsWrittenAsTheBenchmarkDoesIsReadBack() {
        NasBench201 provider = new NasBench201();
        Hub.open("nasbench201", "classes", 10L)
                .enumerate()
                .forEach(choices -> assertThat(
                                provider.parse(provider.notation(choices).orElseThrow()))
                        .isEqualTo(choices));
        assertThat(provider.parse(" 342103 ")).isEqualTo(NasBench201.choices("342103"));
        assertThatThrownBy(() -> provider.parse("|nor_conv_3x3~0|+|none~0|none~1|"))
                .hasMessageContaining("is no architecture of NAS-Bench-201");
        assertThatThrownBy(() -> provider.parse("|conv~0|+|none~0|none~1|+|none~0|none~1|none~2|"))
                .hasMessageContaining("|conv~0|");
    }

    @Test
    void theEnumerationIsTheTablesSet() throws IOException {
        Set<String> enumerated = new HashSet<>();
        Hub.open("nasbench201", "classes", 10L)
                .enumerate()
                .forEach(choices -> enumerated.add(NasBench201.ops(choices)));
        Set<String> listed = new HashSet<>();
        table().forEach(row -> listed.add(row.ops()));
        assertThat(enumerated).isEqualTo(listed).hasSize(15_625);
    }

    /** The table counts all that is built, and FLOPs with normalisation, activation and pooling, but no sums. */
    @Test
    void parametersAndFlopsAreTheTables() throws IOException {
        SearchSpace space = Hub.open("nasbench201", "classes", 10L);
        double worstParameters = 0;
        double worstFlops = 0;
        for (Row row : table()) {
            ModelAnalysis analysis = ModelAnalysis.of(space.freeze(NasBench201.choices(row.ops())), CATALOGUE);
            worstParameters = Math.max(worstParameters, Math.abs(analysis.parameters() / 1e6 / row.params() - 1));
            worstFlops = Math.max(
                    worstFlops, Math.abs(analysis.flops(FlopCounting.WITH_ELEMENTWISE) / 1e6 / row.flops() - 1));
        }
        assertThat(worstParameters).isCloseTo(0, within(1e-3));
        assertThat(worstFlops).isCloseTo(0, within(1e-3));
    }

    @Test
    void theCoarseHashNeverTellsIsomorphicNetworksApart() throws IOException {
        SearchSpace space = Hub.open("nasbench201", "cells", 1L, "channels", 4L, "classes", 10L);
        Map<Integer, Set<String>> hashes = new HashMap<>();
        Set<String> classes = new HashSet<>();
        for (Row row : table()) {
            Model model = space.freeze(NasBench201.choices(row.ops()));
            String hash = CanonicalForm.hash(model, CATALOGUE);
            hashes.computeIfAbsent(row.uid(), uid -> new HashSet<>()).add(hash);
            classes.add(hash);
        }
        assertThat(hashes)
                .hasSize(6_466)
                .allSatisfy((uid, ofOne) -> assertThat(ofOne).hasSize(1));
        assertThat(classes.size()).isLessThanOrEqualTo(6_466);
    }
}
