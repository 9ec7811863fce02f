package io.lanista.runtime.execute;

import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Objective;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.djl.data.DataSource;
import io.lanista.djl.data.DataSources;
import io.lanista.djl.table.TablePreparation;
import io.lanista.djl.train.EarlierRun;
import io.lanista.djl.train.TrainingRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an evaluator is opened with: the same in the host and in a process that runs trials for it, which is given nothing.
 *
 * @param options the evaluator's, checked
 * @param space what is searched
 * @param objectives what the search is after
 * @param seed the experiment's
 * @param baseFolder the folder against which relative paths in options are resolved
 * @param given what the program hands over to evaluators
 * @param blocks the layer types that networks are built from
 * @param sources where data come from; those among the given objects are added
 * @param runs reads what an earlier run left
 */
public record OpeningRequest(
        Options options,
        SearchSpace space,
        List<Objective> objectives,
        long seed,
        Path baseFolder,
        Given given,
        BlockCatalogue blocks,
        DataSources sources,
        Function<Path, EarlierRun> runs)
        implements TrainingRequest {
    /** Copies. */
    public OpeningRequest {
        objectives = List.copyOf(objectives);
        List<DataSource> own = given.takeAll(DataSource.class);
        for (int last = own.size() - 1; last >= 0; last--) {
            sources = sources.with(own.get(last));
        }
    }

    /** The same for an evaluator that is told less. */
    OpeningRequest with(Options others, List<Objective> some) {
        return new OpeningRequest(others, space, some, seed, baseFolder, given, blocks, sources, runs);
    }

    @Override
    public Optional<TablePreparation> preparation(Path network) throws IOException {
        Optional<TablePreparation> beside = PreparationFile.read(network);
        // What a trial kept lies three folders below the run, whose trials share one preparation.
        return beside.isPresent()
                ? beside
                : PreparationFile.read(network.resolve("../../..").normalize());
    }

    @Override
    public <T> Optional<T> resource(Class<T> type) {
        return given.take(type);
    }

    @Override
    public EarlierRun earlierRun(Path folder) {
        return runs.apply(baseFolder.resolve(folder));
    }
}
