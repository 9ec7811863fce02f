package com.example;

import io.lanista.api.model.Candidate;
import io.lanista.api.model.Layer;
import io.lanista.api.model.LayerChoice;
import io.lanista.api.model.Model;
import io.lanista.api.oneshot.OneShotTrainer;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.testkit.OneShotTrainerContract;
import java.nio.file.Path;
import java.util.Map;

class OwnTrainerTest implements OneShotTrainerContract {
    @Override
    public OneShotTrainer trainer() {
        return new OwnTrainer();
    }

    @Override
    public SearchSpace space() {
        return SearchSpace.of(Model.named("small")
                .input("image", 1, 8, 8)
                .then("stem", Layer.of("conv2d", "out_channels", 4))
                .then("op", LayerChoice.of(
                        "op",
                        Candidate.of("skip", Layer.of("identity")),
                        Candidate.of("conv", Layer.of("conv2d", "kernel", 3)),
                        Candidate.of("pool", Layer.of("max_pool2d", "kernel", 3, "stride", 1, "padding", 1))))
                .then("pool", Layer.of("global_avg_pool"))
                .then("head", Layer.of("linear", "units", 10))
                .build());
    }

    @Override
    public <B> B backend(Class<B> type) {
        Map<String, Object> small = Map.of("size", 8, "per_class", 12);
        return type.cast(TrainingSetup.of(DataSources.standard().load("glyphs", small, Path.of(""))));
    }
}
