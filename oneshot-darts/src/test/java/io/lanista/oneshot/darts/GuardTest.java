package io.lanista.oneshot.darts;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.lanista.api.model.Graph;
import io.lanista.api.model.Label;
import io.lanista.api.model.Layer;
import io.lanista.api.model.Operation;
import io.lanista.api.model.Shape;
import io.lanista.api.option.Options;
import io.lanista.api.space.Choices;
import io.lanista.api.trial.Objective;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.backend.Scalars;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.block.Computation;
import io.lanista.djl.block.LayerProvider;
import io.lanista.djl.block.LayerSite;
import io.lanista.djl.supernet.Supernet;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.layer.LayerType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final float[] GOOD = {0, 1, 0, 1};
    private static final float[] COLLAPSED = {1, 0, 1, 0};
    private static final Objective ACCURACY = Objective.maximize("accuracy");
    private static final TrainingSetup SETUP = TrainingSetup.of(TestRequest.GLYPHS);

    private final NDManager manager = Backend.start().newManager();
    private final Supernet supernet =
            Supernet.of(SmallSpace.choices(), BlockCatalogue.standard()).allocate(manager, new Random(1));
    private final Recorder recorder = new Recorder();
    private final Map<String, Double> metrics = new HashMap<>();

    @AfterEach
    void close() {
        manager.close();
    }

    private static DartsOptions options(Map<String, ?> given) {
        return new DartsOptions(Options.parse("darts", DartsOptions.declared(), given));
    }

    @Test
    void endsAtTheLastArchitectureWithoutCollapse() {
        Guard guard = new Guard(supernet, options(Map.of("guard_patience", 1L)));
        supernet.architecture().set(GOOD);
        assertThat(guard.look(1, Optional.empty(), recorder, metrics::put)).isFalse();
        supernet.architecture().set(COLLAPSED);
        assertThat(guard.look(2, Optional.empty(), recorder, metrics::put)).isTrue();
        assertThat(supernet.architecture().toArray()).isEqualTo(GOOD);
        assertThat(metrics).containsEntry("skip_share", 1.0);
        assertThat(recorder.notes).singleElement().asString().contains("epoch (2)", "(100 %)");
    }

    @Test
    void tooFewLayersWithWeightsAreASignToo() {
        Guard guard = new Guard(supernet, options(Map.of("skip_limit", 1.0, "guard_patience", 1L)));
        supernet.architecture().set(GOOD);
        assertThat(guard.look(1, Optional.empty(), recorder, metrics::put)).isFalse();
        supernet.architecture().set(COLLAPSED);
        assertThat(guard.look(2, Optional.empty(), recorder, metrics::put)).isTrue();
        assertThat(metrics).containsEntry("free_share", 1.0);
        assertThat(recorder.notes).singleElement().asString().contains("(100 %)", "no weights");
        assertThat(new Guard(supernet, options(Map.of("skip_limit", 1.0, "free_limit", 1.0)))
                        .look(3, Optional.empty(), recorder, metrics::put))
                .isFalse();
    }

    @Test
    void aCollapseFromTheBeginningIsToldOnce() {
        Guard guard = new Guard(supernet, options(Map.of()));
        supernet.architecture().set(COLLAPSED);
        for (int epoch = 1; epoch <= 3; epoch++) {
            assertThat(guard.look(epoch, Optional.empty(), recorder, metrics::put))
                    .isFalse();
        }
        assertThat(recorder.notes).singleElement().asString().contains("epoch (1)");
    }

    /** A layer type of a plug-in that hands its input on, times a number. */
    private static final class Gate implements LayerProvider, LayerType {
        @Override
        public LayerType type() {
            return this;
        }

        @Override
        public String name() {
            return "gate";
        }

        @Override
        public Shape infer(Layer layer, List<Shape> inputs) {
            return inputs.get(0);
        }

        @Override
        public boolean isSkip(Layer layer, List<Shape> inputs) {
            return true;
        }

        @Override
        public Computation build(LayerSite site) {
            return (inputs, pass) -> Scalars.times(inputs.get(0), 0.9);
        }
    }

    @Test
    void aPluginsSkipConnectionCountsAsOne() {
        BlockCatalogue blocks = BlockCatalogue.of(List.of(new Gate()));
        for (Operation skip : List.of(Layer.of("gate"), Graph.sequence(Layer.of("gate"), Layer.of("identity")))) {
            Supernet own = Supernet.of(SmallSpace.choices(skip), blocks).allocate(manager, new Random(1));
            Guard guard = new Guard(own, options(Map.of("guard_patience", 1L)));
            own.architecture().set(GOOD);
            assertThat(guard.look(1, Optional.empty(), recorder, metrics::put)).isFalse();
            own.architecture().set(COLLAPSED);
            assertThat(guard.look(2, Optional.empty(), recorder, metrics::put)).isTrue();
            assertThat(metrics).containsEntry("skip_share", 1.0);
            assertThat(own.architecture().toArray()).isEqualTo(GOOD);
        }
    }

    @Test
    void waitsForSomeEpochsInARowBeforeItEndsTheSearch() {
        Guard guard = new Guard(supernet, options(Map.of("guard_patience", 3L)));
        supernet.architecture().set(GOOD);
        assertThat(guard.look(1, Optional.empty(), recorder, metrics::put)).isFalse();
        for (boolean good : new boolean[] {false, false, true, false, false}) {
            supernet.architecture().set(good ? GOOD : COLLAPSED);
            assertThat(guard.look(2, Optional.empty(), recorder, metrics::put)).isFalse();
        }
        assertThat(guard.look(7, Optional.empty(), recorder, metrics::put)).isTrue();
        assertThat(supernet.architecture().toArray()).isEqualTo(GOOD);
    }

    @Test
    void onlyTellsIfItIsToWarn() {
        Guard guard = new Guard(supernet, options(Map.of("guard", "warn")));
        supernet.architecture().set(COLLAPSED);
        assertThat(guard.look(1, Optional.empty(), recorder, metrics::put)).isFalse();
        assertThat(supernet.architecture().toArray()).isEqualTo(COLLAPSED);
        assertThat(recorder.notes).hasSize(1);
    }

    @Test
    void saysNothingIfItIsOff() {
        Guard guard = new Guard(supernet, options(Map.of("guard", "off")));
        supernet.architecture().set(COLLAPSED);
        assertThat(guard.look(1, Optional.empty(), recorder, metrics::put)).isFalse();
        assertThat(recorder.notes).isEmpty();
    }

    @Test
    void tellsOfAFastRiseOfTheSharpness() {
        Guard guard = new Guard(supernet, options(Map.of()));
        supernet.architecture().set(GOOD);
        for (int epoch = 1; epoch <= 9; epoch++) {
            guard.look(epoch, Optional.of(0.1 * epoch), recorder, metrics::put);
        }
        assertThat(recorder.notes).isEmpty();
        guard.look(10, Optional.of(1.0), recorder, metrics::put);
        assertThat(recorder.notes).singleElement().asString().contains("as sharply");
    }

    @Test
    void nothingButSkipConnectionsIsExportedOnlyWithoutGuard() {
        supernet.architecture().set(COLLAPSED);
        Choices skips = Choices.of(Map.of(Label.of("a"), "skip", Label.of("b"), "skip"));
        assertThat(new Finalists(supernet, SETUP, ACCURACY, options(Map.of()), TestRequest.GLYPHS.train(), manager)
                        .allowed())
                .doesNotContain(skips)
                .isNotEmpty();
        assertThat(new Finalists(
                                supernet,
                                SETUP,
                                ACCURACY,
                                options(Map.of("guard", "off")),
                                TestRequest.GLYPHS.train(),
                                manager)
                        .allowed())
                .first()
                .isEqualTo(skips);
    }
}
