package io.lanista.cli;

import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.dashboard.view.Vocabulary;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.NasRuntime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Layer types and notations of all plug-ins; the runtime is started when the first one is asked for. */
final class RuntimeVocabulary implements Vocabulary, AutoCloseable {
    private final PluginFolders folders;
    private @Nullable NasRuntime runtime;

    RuntimeVocabulary(PluginFolders folders) {
        this.folders = folders;
    }

    private synchronized NasRuntime runtime() {
        NasRuntime started = runtime;
        if (started == null) {
            started = PluginsCommand.open(folders.all());
            runtime = started;
        }
        return started;
    }

    @Override
    public LayerCatalogue layers() {
        return runtime().catalogue();
    }

    @Override
    public Optional<String> notation(Model base, Choices choices) {
        return runtime().notation(base, choices);
    }

    @Override
    public synchronized void close() {
        if (runtime != null) {
            runtime.close();
        }
    }
}
