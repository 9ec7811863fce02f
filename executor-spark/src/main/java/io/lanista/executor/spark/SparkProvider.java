package io.lanista.executor.spark;

import io.lanista.api.option.Option;
import io.lanista.api.option.OptionException;
import io.lanista.api.option.Options;
import io.lanista.runtime.execute.ExecutorProvider;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.execute.TrialExecutor;
import java.util.List;
import java.util.Map;

/** {@code spark}: worker JVMs on the machines of a Spark cluster. */
public final class SparkProvider implements ExecutorProvider {
    static final Option<String> MASTER = Option.text(
            "master",
            "",
            "The cluster: spark://HOST:PORT, yarn, k8s://URL, or local[N]; without it, what Spark's own"
                    + " configuration says, or the variable MASTER.");
    static final Option<String> HOME =
            Option.text("home", "", "Spark's folder on this machine; without it, the variable SPARK_HOME.");
    static final Option<String> HEAP = Option.text(
            "heap",
            "2g",
            "How much memory the objects of a worker may take, as Java's -Xmx says it; tensors come on top.");
    static final Option<Long> THREADS = Option.integer(
            "threads",
            1,
            1,
            1024,
            "How many threads native code uses in a worker, and cores a trial takes of the cluster.");
    static final Option<Long> GPUS =
            Option.integer("gpus", 0, 0, 64, "How many graphics processors a trial takes of the cluster.");
    static final Option<String> MEMORY = Option.text(
            "memory", "600m", "The heap of Spark's executor beside its worker, which holds files that travel.");
    static final Option<Long> WAIT = Option.integer(
            "wait", 60, 1, 86_400, "How many seconds the cluster may take to answer and to give an executor.");
    static final Option<String> FILES = Option.oneOf(
            "files",
            List.of("auto", "travel"),
            "Whether machines that have the same files as this one use them where they lie, or all travel.");
    static final Option<String> CHECKPOINTS = Option.text(
            "checkpoints",
            "",
            "A folder that all machines share, for the checkpoints of trials that run, where they don't share the"
                    + " run's folder: a trial whose machine is lost goes on from there.");
    static final Option<Map<String, Object>> CONF =
            Option.table("conf", "Further properties of Spark, such as spark.kubernetes.container.image.");

    @Override
    public String name() {
        return "spark";
    }

    @Override
    public List<Option<?>> options() {
        return List.of(MASTER, HOME, HEAP, THREADS, GPUS, MEMORY, WAIT, FILES, CHECKPOINTS, CONF);
    }

    @Override
    public String description() {
        return "Runs trials on a Spark cluster, each in a worker JVM on one of its machines.";
    }

    @Override
    public TrialExecutor open(ExecutorRequest request) {
        Options options = request.options();
        for (Option<String> size : List.of(HEAP, MEMORY)) {
            if (!options.get(size).matches("\\d+[kmgKMG]")) {
                throw new OptionException("The option (" + size.name() + ") is (" + options.get(size)
                        + "), and must be a size such as 512m or 2g.");
            }
        }
        SparkHome home = SparkHome.find(options.get(HOME), System.getenv());
        return new SparkExecutor(request, home);
    }
}
