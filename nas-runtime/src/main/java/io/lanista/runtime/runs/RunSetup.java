package io.lanista.runtime.runs;

import io.lanista.api.failure.Blame;
import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.TablePreparation;
import io.lanista.runtime.execute.PreparationFile;
import io.lanista.runtime.experiment.Experiment;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.text.ModelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The parts of a run's setting that its journal doesn't hold: the base model of its space, fitted to the data, and the folder from
 * which relative paths start. They lie beside the journal as {@code space.json} and {@code base-folder.txt}.
 *
 * @param space the base model
 * @param baseFolder absolute
 */
public record RunSetup(Model space, Path baseFolder) {
    private static final String SPACE = "space.json";
    private static final String BASE = "base-folder.txt";

    /**
     * Writes what a run is set up with, and the text of the experiment's file, if it has one.
     *
     * @param space fitted to the data
     * @param preparation of the data, if they are a table
     */
    public static void write(
            RunFolder folder, SearchSpace space, Experiment experiment, Optional<TablePreparation> preparation) {
        try {
            if (preparation.isPresent()) {
                PreparationFile.write(folder.path(), preparation.get());
            }
            Files.writeString(folder.path().resolve(SPACE), ModelText.toJson(space.base()));
            Files.writeString(
                    folder.path().resolve(BASE),
                    experiment.baseFolder().toAbsolutePath().toString());
            if (experiment.source().isPresent()) {
                Files.writeString(folder.source(), experiment.source().get());
            }
        } catch (IOException e) {
            throw new ExperimentException(
                    Blame.of(e),
                    "The folder of the run (" + folder.path() + ") can't be written: " + DataFile.reason(e) + ".",
                    e);
        }
    }

    /** Tells a run that came from elsewhere from which folder relative paths start now. */
    static void moved(Path run, Path baseFolder) throws IOException {
        Files.writeString(run.resolve(BASE), baseFolder.toString());
    }

    /**
     * Reads what a run was set up with.
     *
     * @throws ExperimentException if it isn't there
     */
    public static RunSetup read(Path run) {
        try {
            Model space = ModelText.fromJson(
                    Files.readString(run.resolve(SPACE)), run.resolve(SPACE).toString());
            return new RunSetup(
                    space, Path.of(Files.readString(run.resolve(BASE)).strip()));
        } catch (IOException | InvalidPathException e) {
            throw new ExperimentException(
                    "The space of the run (" + run + ") can't be read: " + DataFile.reason(e)
                            + ". Maybe it is no folder of a run.",
                    e);
        }
    }
}
