package io.lanista.oneshot.darts;

import io.lanista.api.oneshot.OneShotRequest;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.LayerLatencies;
import io.lanista.djl.train.TrainingSetup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request with drawn digits of 8 by 8 pixels. */
record TestRequest(SearchSpace space, Options options, long seed, DataSplit data, Optional<LayerLatencies> latencies)
        implements OneShotRequest {
    static final DataSplit GLYPHS = glyphs(12);

    static DataSplit glyphs(int perClass) {
        return DataSources.standard().load("glyphs", Map.of("size", 8L, "per_class", (long) perClass), Path.of("."));
    }

    static TestRequest of(OneShotTrainer trainer, SearchSpace space, long seed, Map<String, ?> options) {
        return new TestRequest(
                space, Options.parse(trainer.name(), trainer.options(), options), seed, GLYPHS, Optional.empty());
    }

    TestRequest with(LayerLatencies table) {
        return new TestRequest(space, options, seed, data, Optional.of(table));
    }

    @Override
    public <B> B backend(Class<B> type) {
        if (type == LayerLatencies.class) {
            return type.cast(latencies.orElseThrow());
        }
        return type.cast(TrainingSetup.of(data));
    }

    @Override
    public List<Objective> objectives() {
        return List.of(Objective.maximize("accuracy"));
    }
}
