package io.lanista.oneshot.darts;

import io.lanista.api.space.SearchSpace;
import io.lanista.djl.train.TrainingSetup;
import io.lanista.testkit.OneShotTrainerContract;
import java.util.Map;

/** What all trainers of this bundle are tested with: a small space on drawn digits. */
interface DartsFamilyContract extends OneShotTrainerContract {
    @Override
    default SearchSpace space() {
        return SmallSpace.cells();
    }

    @Override
    default <B> B backend(Class<B> type) {
        return type.cast(TrainingSetup.of(TestRequest.GLYPHS));
    }

    @Override
    default Map<String, Object> options() {
        return Map.of("epochs", 2L, "batch_size", 16L, "candidates", 2L);
    }
}
