package io.lanista.cli;

import io.lanista.api.model.Model;
import io.lanista.api.space.Choices;
import io.lanista.dashboard.DashboardServer;
import io.lanista.dashboard.view.Vocabulary;
import io.lanista.layer.LayerCatalogue;
import io.lanista.runtime.NasRuntime;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A dashboard beside a run of this process. */
final class Pages implements AutoCloseable {
    /** No dashboard. */
    static final Pages NONE = new Pages(null);

    private final @Nullable DashboardServer server;

    private Pages(@Nullable DashboardServer server) {
        this.server = server;
    }

    /** Serves the runs of a folder. */
    static Pages of(Path runs, NasRuntime runtime) throws IOException {
        Vocabulary vocabulary = new Vocabulary() {
            @Override
            public LayerCatalogue layers() {
                return runtime.catalogue();
            }

            @Override
            public Optional<String> notation(Model base, Choices choices) {
                return runtime.notation(base, choices);
            }
        };
        return new Pages(DashboardCommand.start(DashboardServer.builder(runs).vocabulary(vocabulary), null));
    }

    /** Prints where the page of a run is. */
    void tell(Path run, PrintWriter out) {
        if (server != null) {
            String id = URLEncoder.encode(String.valueOf(run.getFileName()), StandardCharsets.UTF_8);
            out.println("Dashboard at " + server.address().resolve("/#run=" + id));
            out.flush();
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
    }
}
