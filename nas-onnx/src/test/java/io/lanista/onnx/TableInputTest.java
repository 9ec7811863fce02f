package io.lanista.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lanista.djl.table.ColumnKind;
import io.lanista.djl.table.ColumnPreparation;
import io.lanista.djl.table.Feature;
import io.lanista.djl.table.NumberPreparation;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.train.Problem;
import io.lanista.onnx.check.Agreement;
import io.lanista.onnx.check.OnnxPredictor;
import io.lanista.onnx.check.Quality;
import io.lanista.onnx.graph.OnnxModel;
import io.lanista.onnx.quantize.Quantization;
import io.lanista.onnx.runtime.OnnxArray;
import io.lanista.onnx.runtime.OnnxRuntime;
import io.lanista.onnx.runtime.OnnxSession;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table with a number, a yes or no, a category and a date, each missing at times, whose cells go into the graph. */
class TableInputTest {
    @TempDir
    private Path folder;

    private final OnnxRuntime runtime = OnnxRuntime.find().orElseThrow();

    private static TablePreparation preparation(Winner winner) {
        return winner.data().table().orElseThrow();
    }

    private static TableInput input(Winner winner) {
        return new TableInput(preparation(winner), winner.network().inputScale());
    }

    @Test
    void cellsGoInAndTheGraphPreparesThem() throws Exception {
        try (Winner winner = Winner.table(folder)) {
            TableInput input = input(winner);
            OnnxModel model = OnnxExport.of(winner.network(), input, OnnxMappings.standard());
            try (OnnxSession session = runtime.open(model)) {
                OnnxPredictor onnx = new OnnxPredictor(session, input);
                Agreement agreement =
                        Agreement.of(winner.network(), onnx, winner.data().test());
                assertThat(agreement.isClose()).as(agreement.toString()).isTrue();
                assertThat(Quality.of(onnx, winner.data().test()).value())
                        .isCloseTo(
                                winner.network()
                                        .measure(
                                                Problem.of(winner.data()),
                                                winner.data().test(),
                                                () -> {})
                                        .get("accuracy"),
                                within(1e-9));
            }
        }
    }

    @Test
    void aMissingCellIsNotANumber() throws Exception {
        try (Winner winner = Winner.table(folder)) {
            TableInput input = input(winner);
            int age = place(winner, "age");
            float[] whole = winner.data().test().raw().features(0);
            float[] absent = whole.clone();
            int at = feature(winner, "age");
            absent[at] = (float) preparationOfAge(winner);
            absent[at + 1] = 1;
            float[] cells = input.of(whole);
            cells[age] = Float.NaN;
            assertThat(input.of(absent)[age]).isNaN();
            OnnxModel model = OnnxExport.of(winner.network(), input, OnnxMappings.standard());
            try (OnnxSession session = runtime.open(model)) {
                OnnxArray output = session.run(Map.of(InputPart.NAME, new OnnxArray(cells, 1, cells.length)))
                        .get(OnnxExport.PROBABILITIES);
                assertThat(output.example(0))
                        .containsExactly(winner.network().predict(new float[][] {absent})[0], within(1e-5f));
            }
        }
    }

    @Test
    void anUnknownWordIsNoneOfTheLevels() throws Exception {
        try (Winner winner = Winner.table(folder)) {
            TableInput input = input(winner);
            float[] example = winner.data().test().raw().features(0);
            int first = feature(winner, "town=Berlin");
            for (int level = first; level < first + 4; level++) {
                example[level] = 0;
            }
            float[] cells = input.of(example);
            assertThat(cells[place(winner, "town")]).isZero();
            OnnxModel model = OnnxExport.of(winner.network(), input, OnnxMappings.standard());
            try (OnnxSession session = runtime.open(model)) {
                assertThat(new OnnxPredictor(session, input).predict(new float[][] {example})[0])
                        .containsExactly(winner.network().predict(new float[][] {example})[0], within(1e-5f));
            }
        }
    }

    @Test
    void theMetadataNameTheColumnsAndTheLevels() throws Exception {
        try (Winner winner = Winner.table(folder)) {
            Map<String, String> metadata = input(winner).metadata();
            assertThat(metadata.get("columns"))
                    .contains("{\"name\":\"age\",\"kind\":\"number\"}")
                    .contains("{\"name\":\"member\",\"kind\":\"yes_no\"}")
                    .contains("{\"name\":\"town\",\"kind\":\"category\",\"levels\":[\"Berlin\",\"Paris\",\"Rome\"]}")
                    .contains("{\"name\":\"since\",\"kind\":\"date\",\"parts\":[\"since\",");
            assertThat(metadata.get("input")).contains("missing cells as NaN");
        }
    }

    @Test
    void eightBitsLeaveTheCellsTheirDigits() throws Exception {
        try (Winner winner = Winner.table(folder)) {
            TableInput input = input(winner);
            OnnxModel model = OnnxExport.of(winner.network(), input, OnnxMappings.standard());
            OnnxModel small = Quantization.quantize(model, input, winner.data().train(), runtime);
            try (OnnxSession session = runtime.open(small)) {
                assertThat(Agreement.of(
                                        winner.network(),
                                        new OnnxPredictor(session, input),
                                        winner.data().test())
                                .difference())
                        .isLessThan(0.2);
            }
        }
    }

    private static int place(Winner winner, String column) {
        int cells = 0;
        for (ColumnPreparation prepared : preparation(winner).columns()) {
            if (prepared.name().equals(column)) {
                return cells;
            }
            // A date is told by its parts.
            cells += prepared.kind() == ColumnKind.DATE ? prepared.features().size() : 1;
        }
        throw new IllegalArgumentException(column);
    }

    private static int feature(Winner winner, String name) {
        return preparation(winner).features().stream()
                .map(Feature::name)
                .toList()
                .indexOf(name);
    }

    private static double preparationOfAge(Winner winner) {
        return ((NumberPreparation) preparation(winner).columns().get(place(winner, "age"))).fill();
    }
}
