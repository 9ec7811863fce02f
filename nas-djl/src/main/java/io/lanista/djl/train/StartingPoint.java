package io.lanista.djl.train;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.djl.backend.NamedArrays;
import io.lanista.djl.data.DataSplit;
import io.lanista.djl.data.Standardization;
import io.lanista.djl.data.Task;
import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.Listing;
import io.lanista.djl.table.TablePreparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A trained network that trials of the same architecture go on from, instead of random weights. What goes in and comes out keeps the
 * scales that it learnt with, since its weights mean nothing in others.
 *
 * @param folder that holds its weights
 * @param description of what its numbers mean
 * @param prepared how the columns of a table became its numbers; empty if it was trained on something else
 */
record StartingPoint(Path folder, Description description, Optional<TablePreparation> prepared) {
    static final Option<String> OPTION = Option.text(
            "start_from",
            "",
            "The folder of a trained network of the same architecture whose weights training starts from, and whose scales it keeps:"
                    + " an exported one, or what a trial kept.");

    /**
     * What a request names.
     *
     * @return empty if it names none
     * @throws OptionException if there is no such network
     */
    static Optional<StartingPoint> of(EvaluationRequest request) {
        String named = request.options().get(OPTION);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        Path folder = DataFile.resolve(request.baseFolder(), named);
        Path file = folder.resolve(TrainedNetwork.FILE);
        if (!Files.isRegularFile(file)) {
            throw new OptionException("The option (start_from) names (" + folder + "), which holds no trained network ("
                    + TrainedNetwork.FILE + "). Maybe name the folder of an exported network.");
        }
        try {
            Optional<TablePreparation> prepared =
                    request instanceof TrainingRequest training ? training.preparation(folder) : Optional.empty();
            return Optional.of(new StartingPoint(folder, NetworkFile.read(file).description(), prepared));
        } catch (IOException e) {
            throw new DataException("The option (start_from) names a network that can't be used: " + e.getMessage(), e);
        }
    }

    /**
     * These data in the network's scales.
     *
     * @throws DataException if they are of another kind than those that the network knows
     */
    DataSplit scaled(DataSplit data) {
        long[] shape = description.input().toArray();
        if (!Arrays.equals(shape, data.shape())
                || description.outputs() != data.outputSize()
                || data.task() == Task.CLASSIFICATION
                        && !description.classNames().equals(data.train().classNames())) {
            throw new DataException(
                    "The network in (" + folder + ") takes examples of the shape " + description.input() + " and tells "
                            + told(description.classNames(), description.outputs()) + ", but the data have "
                            + Arrays.toString(data.shape()) + " and "
                            + told(data.train().classNames(), data.outputSize())
                            + ". Maybe train afresh, without start_from.");
        }
        Standardization input = description.inputScale();
        return data.scaled(input, description.targetScale());
    }

    private static String told(List<String> classes, int numbers) {
        return classes.isEmpty()
                ? numbers + (numbers == 1 ? " number" : " numbers")
                : "the classes (" + Listing.of(classes) + ")";
    }

    /** The weights of this network; with folds, those of the same fold, which weren't trained on what scores it. */
    NamedArrays weights(int fold) throws IOException {
        Path own = folder.resolve(TrainedNetwork.file(fold));
        Path file = Files.isRegularFile(own) ? own : folder.resolve(TrainedNetwork.FILE);
        return NetworkFile.read(file).weights();
    }
}
