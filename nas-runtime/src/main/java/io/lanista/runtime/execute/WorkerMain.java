package io.lanista.runtime.execute;

import io.lanista.api.model.Model;
import io.lanista.api.option.Options;
import io.lanista.api.space.SearchSpace;
import io.lanista.api.trial.Direction;
import io.lanista.api.trial.Evaluation;
import io.lanista.api.trial.EvaluationRequest;
import io.lanista.api.trial.Evaluator;
import io.lanista.api.trial.Objective;
import io.lanista.djl.backend.Backend;
import io.lanista.djl.block.BlockCatalogue;
import io.lanista.runtime.plugin.LayerTypes;
import io.lanista.runtime.plugin.Lease;
import io.lanista.runtime.plugin.PluginHost;
import io.lanista.runtime.plugin.PluginHostBuilder;
import io.lanista.runtime.plugin.PluginKinds;
import io.lanista.runtime.text.ModelText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The program that a worker JVM runs: connects to its host, opens the evaluator that it is told, and evaluates one model after the
 * other. It ends as soon as the connection does, whatever it is doing then, so that no worker outlives its host.
 */
public final class WorkerMain {
    /** The port of the host, in the environment. */
    static final String PORT = "LANISTA_WORKER_PORT";

    /** What shows the host that this is the worker that it started, in the environment. */
    static final String TOKEN = "LANISTA_WORKER_TOKEN";

    /** The exit status of a worker whose host is gone. */
    static final int ORPHANED = 75;

    private WorkerMain() {}

    /** Called by the JVM. */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(System.getenv(PORT));
        Channel channel = new Channel(new Socket(InetAddress.getLoopbackAddress(), port));
        channel.send(WorkerMessage.of("hello").with("token", System.getenv(TOKEN)));
        WorkerMessage open = channel.receive();
        if (open == null) {
            Runtime.getRuntime().halt(ORPHANED);
            return;
        }
        new WorkerLoop(channel, () -> open(open)).run();
        Runtime.getRuntime().halt(ORPHANED);
    }

    /** Finds and opens the evaluator as the host has done; the plug-in host stays open for the life of this JVM. */
    private static Evaluation open(WorkerMessage message) {
        PluginHostBuilder plugins = PluginHost.builder(PluginKinds.forEvaluation())
                .share(Backend.class)
                .classPath(WorkerMain.class.getClassLoader());
        message.list("plugins").forEach(jar -> plugins.jar(Path.of(String.valueOf(jar))));
        PluginHost host = plugins.start();
        Lease<Evaluator> lease = host.lease(Evaluator.class, message.text("evaluator"));
        Evaluator evaluator = lease.get();
        if (evaluator.usesNativeCode()) {
            Backend.start();
        }
        Options options =
                Options.parse("evaluator '" + evaluator.name() + "'", evaluator.options(), message.table("options"));
        return evaluator.open(
                new Request(message, options, LayerTypes.lease(host).blocks()));
    }

    /** What the message tells the evaluator. */
    private record Request(WorkerMessage message, Options options, BlockCatalogue blocks) implements EvaluationRequest {
        @Override
        public SearchSpace space() {
            Model base = ModelText.fromTree(message.table("space"), "the host");
            return SearchSpace.of(base);
        }

        @Override
        public Objective objective() {
            return new Objective(message.text("metric"), Direction.valueOf(message.text("direction")));
        }

        @Override
        public long seed() {
            return message.whole("seed");
        }

        @Override
        public Path baseFolder() {
            return Path.of(message.text("base-folder"));
        }

        @Override
        public <T> Optional<T> given(Class<T> type) {
            // Objects don't travel to other processes.
            return type.isInstance(blocks) ? Optional.of(type.cast(blocks)) : Optional.empty();
        }
    }
}
