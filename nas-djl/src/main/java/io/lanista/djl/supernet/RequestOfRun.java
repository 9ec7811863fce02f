package io.lanista.djl.supernet;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.train.EarlierRun;
import io.lanista.djl.train.TrainingRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the evaluator of an earlier run is opened with again, to have its data and its problem.
 *
 * @param host of the experiment that goes on from the run
 * @param options of the run's evaluator
 */
record RequestOfRun(TrainingRequest host, EarlierRun run, Options options) implements TrainingRequest {
    @Override
    public SearchSpace space() {
        return SearchSpace.of(run.space());
    }

    /** None: nothing is trained with it. */
    @Override
    public List<Objective> objectives() {
        return List.of();
    }

    @Override
    public long seed() {
        return host.seed();
    }

    @Override
    public Path baseFolder() {
        return run.baseFolder();
    }

    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return host.resource(type);
    }

    @Override
    public Optional<TablePreparation> preparation(Path network) throws IOException {
        return host.preparation(network);
    }

    @Override
    public BlockCatalogue blocks() {
        return host.blocks();
    }

    @Override
    public DataSources sources() {
        return host.sources();
    }
}
