package io.lanista.runtime.experiment;

import io.lanista.api.model.Model;
import io.lanista.api.space.SearchSpace;
import io.lanista.runtime.text.ModelText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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

    static void write(RunFolder folder, SearchSpace space, Path baseFolder) {
        try {
            Files.writeString(folder.path().resolve(SPACE), ModelText.toJson(space.base()));
            Files.writeString(
                    folder.path().resolve(BASE), baseFolder.toAbsolutePath().toString());
        } catch (IOException e) {
            throw new ExperimentException(
                    "The space of the run can't be written into " + folder.path() + ": " + e.getMessage(), e);
        }
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
        } catch (IOException e) {
            throw new ExperimentException(
                    "The space of the run (" + run + ") can't be read: " + e.getMessage()
                            + ". Maybe it is no folder of a run.",
                    e);
        }
    }
}
