package io.lanista.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Model;
import io.lanista.api.mutate.DryRun;
import io.lanista.api.space.Choices;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.experiment.Budget;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.watch.RunResult;
import io.lanista.samples.embedding.Embedding;
import io.lanista.samples.mutators.InsertLayers;
import io.lanista.samples.mutators.WidenLayer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SamplesTest {
    private static final Label WIDEN = Label.of("widen");
    private static final Label INSERT = Label.of("insert");

    @TempDir
    private Path runs;

    private static Model base() {
        return Model.named("glyphs")
                .input("image", 1, 16, 16)
                .then("flatten", Layer.of("flatten"))
                .then("hidden", Layer.of("linear", "units", 16))
                .then("relu", Layer.of("relu"))
                .then("head", Layer.of("linear", "units", Model.OUTPUTS))
                .build();
    }

    private static SearchSpace space() {
        return SearchSpace.of(
                base(),
                List.of(
                        new WidenLayer(WIDEN, "hidden", List.of(1L, 2L, 4L)),
                        new InsertLayers(INSERT, 2, List.of("relu", "tanh", "layer_norm"))));
    }

    @Test
    void wideningIsStaticAndInsertingIsDynamic() {
        assertThat(DryRun.of(new WidenLayer(WIDEN, "hidden", List.of(1L, 2L)), base())
                        .dynamic())
                .isFalse();
        assertThat(DryRun.of(new InsertLayers(INSERT, 2, List.of("relu")), base())
                        .dynamic())
                .isTrue();
    }

    @Test
    void whatIsDrawnIsRebuiltFromItsChoices() {
        SearchSpace space = space();
        Random random = new Random(4);
        for (int i = 0; i < 100; i++) {
            Choices choices = space.sample(random);
            Model model = space.freeze(choices);
            assertThat(SearchSpace.choicesOf(model)).isEqualTo(choices);
            long units = (Long) choices.values().get(WIDEN) * 16;
            assertThat(((Layer) model.graph().node("hidden").operation()).integer("units", 0))
                    .isEqualTo(units);
        }
    }

    @Test
    void aSearchRunsWithBoth() throws InterruptedException {
        Experiment experiment = Experiment.named("mutators")
                .space(space())
                .strategy("random", Map.of())
                .evaluator("classification", Map.of("epochs", 1, "data", Map.of("source", "glyphs", "per_class", 20)))
                .objective(Objective.maximize("accuracy"))
                .budget(Budget.ofTrials(4))
                .runsFolder(runs)
                .build();
        try (NasRuntime nas = NasRuntime.builder().build()) {
            RunResult result = nas.run(experiment);
            assertThat(result.completed()).isEqualTo(4);
            assertThat(result.best())
                    .hasValueSatisfying(
                            best -> assertThat(best.choices().values()).containsKey(WIDEN));
        }
    }

    @Test
    void theEmbeddingProgramPrintsANetworkThatKnowsTheRing() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Embedding.main(new String[] {runs.toString()});
        } finally {
            System.setOut(before);
        }
        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).startsWith("Best: {");
        double accuracy = Double.parseDouble(text.replaceAll("(?s).*accuracy=([0-9.]+).*", "$1"));
        assertThat(accuracy).isGreaterThan(0.9);
        // Of each point how probable it is to be outside and inside: the first is inside, the second is not.
        double[] told = java.util.regex.Pattern.compile("\\[([0-9.E-]+), ([0-9.E-]+)\\]")
                .matcher(text.substring(text.indexOf("[[")))
                .results()
                .mapToDouble(point -> Double.parseDouble(point.group(2)))
                .toArray();
        assertThat(told).hasSize(2);
        assertThat(told[0]).isGreaterThan(told[1]);
    }
}
