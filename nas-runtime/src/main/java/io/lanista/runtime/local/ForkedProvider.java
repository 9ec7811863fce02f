package io.lanista.runtime.local;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code forked}: worker JVMs on this machine. */
public final class ForkedProvider implements ExecutorProvider {
    private static final Option<String> HEAP =
            Option.text("heap", "2g", "How much memory the objects of a worker may take, as Java's -Xmx says it.");
    private static final Option<Long> THREADS =
            Option.integer("threads", 1, 1, 1024, "How many threads native code uses in a worker.");

    private static final Option<String> DEVICES = Option.text(
            "devices",
            "",
            "Which graphics processors the workers share out among them, by their numbers: '0,1', or 'cpu' for none."
                    + " Each worker sees one of them; without this, all that there are.");

    @Override
    public String name() {
        return "forked";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(HEAP, THREADS, DEVICES);
    }

    @Override
    public String description() {
        return "Runs trials in worker JVMs, so that one that crashes, runs out of memory or never ends takes nothing else with it.";
    }

    @Override
    public TrialExecutor open(ExecutorRequest request) {
        if (!canStartWorkers()) {
            throw new OptionException(
                    "The executor 'forked' can't start workers, since they wouldn't find this program's"
                            + " classes: it isn't started from a plain class path. Maybe use 'inline'.");
        }
        String heap = request.options().get(HEAP);
        if (!heap.matches("\\d+[kmgKMG]")) {
            throw new OptionException("The option (heap) is (" + heap + "), and must be a size such as 512m or 2g.");
        }
        String devices = request.options().get(DEVICES).replace(" ", "");
        if (!devices.matches("|cpu|\\d+(,\\d+)*")) {
            throw new OptionException(
                    "The option (devices) is (" + devices + "), and must be numbers such as 0,1 or cpu.");
        }
        try {
            WorkerCommand command = new WorkerCommand(
                    heap, request.options().get(THREADS), devices.isEmpty() ? List.of() : List.of(devices.split(",")));
            return new ForkedExecutor(request, new WorkerFactory(request, command));
        } catch (IOException e) {
            throw new UncheckedIOException("No local port can be opened for workers: " + e.getMessage(), e);
        }
    }

    /**
     * Whether workers find the classes of this program: they get the class path of this JVM, the libraries inside its one jar, or the
     * places of the loader that has them.
     */
    public static boolean canStartWorkers() {
        Class<?> worker = WorkerMain.class;
        return !worker.getModule().isNamed()
                && (worker.getClassLoader() == ClassLoader.getSystemClassLoader()
                        || WorkerCommand.ownClassPath().isPresent());
    }
}
