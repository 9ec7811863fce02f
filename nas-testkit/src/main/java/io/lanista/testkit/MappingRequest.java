package io.lanista.testkit;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.train.TrainingRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** As a host would make it. */
record MappingRequest(Options options, Model model, DataSplit data, BlockCatalogue blocks) implements TrainingRequest {
    @Override
    public SearchSpace space() {
        return SearchSpace.of(model);
    }

    @Override
    public List<Objective> objectives() {
        return List.of(Objective.minimize("rmse"));
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public Path baseFolder() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public DataSources sources() {
        return DataSources.standard();
    }

    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return type.isInstance(data) ? Optional.of(type.cast(data)) : Optional.empty();
    }
}
