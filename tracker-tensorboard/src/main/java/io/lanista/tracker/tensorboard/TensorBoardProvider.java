package io.lanista.tracker.tensorboard;

import io.lanista.api.option.Option;
import io.lanista.runtime.feed.JournalFeed;
import io.lanista.runtime.runs.RunFolder;
import io.lanista.runtime.watch.RunListener;
import io.lanista.runtime.watch.RunListenerProvider;
import io.lanista.runtime.watch.RunListenerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Writes event files for TensorBoard: curves and final metrics of each trial, its choices as hyperparameters, the best so far, and
 * what a supernet learns.
 */
public final class TensorBoardProvider implements RunListenerProvider {
    private static final Option<String> FOLDER = Option.text(
            "folder",
            "",
            "Where to write; a folder for each run appears in it. By default tensorboard/ in the run's own.");

    @Override
    public String name() {
        return "tensorboard";
    }

    @Override
    public String description() {
        return "Writes event files for TensorBoard: scalars and hyperparameters.";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(FOLDER);
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Override
    public RunListener open(RunListenerRequest request) {
        String chosen = request.options().get(FOLDER);
        Path run = request.folder();
        Path folder = chosen.isBlank()
                ? run.resolve("tensorboard")
                : request.baseFolder().resolve(chosen).resolve(run.getFileName());
        return new JournalFeed(request.threads("tracker-tensorboard"), new RunFolder(run), new EventFiles(folder));
    }
}
