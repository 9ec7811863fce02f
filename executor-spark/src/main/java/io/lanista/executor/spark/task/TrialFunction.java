package io.lanista.executor.spark.task;

import io.lanista.executor.spark.wire.Setting;
import io.lanista.executor.spark.wire.Shipment;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/**
 * One Spark task, which is one trial. It takes the message that starts the trial and the packed files that it begins with, and gives the
 * message that ends it and packed files; or it says which files this executor lacks.
 */
public final class TrialFunction implements Function<Object[], Object[]> {
    private static final long serialVersionUID = 1L;
    private static final String GPU = "gpu";

    private final String job;
    private final Map<Setting, String> settings;
    private final List<Shipment> shipments;
    private final Map<String, List<Broadcast<byte[]>>> parcels;

    /**
     * For a job.
     *
     * @param job its number, which goes before all that the trial tells
     * @param parcels the files that had to travel by now, in parts, by their identity
     */
    public TrialFunction(
            String job,
            Map<Setting, String> settings,
            List<Shipment> shipments,
            Map<String, List<Broadcast<byte[]>>> parcels) {
        this.job = job;
        this.settings = settings;
        this.shipments = shipments;
        this.parcels = parcels;
    }

    /** What this executor lacks, or null if it has all that it needs: the first thing in an answer. */
    public static String @Nullable [] missing(Object[] answer) {
        return answer[0] instanceof String[] missing ? missing : null;
    }

    @Override
    public Object[] call(Object[] task) throws Exception {
        TaskContext context = TaskContext.get();
        Line line = new Line(ClusterPlugin.executor(), job, context.attemptNumber());
        line.begun(ClusterPlugin.executor().executorID());
        ExecutorSite site = ExecutorSite.of(settings);
        String[] missing = site.fetch(shipments, parcels);
        return missing.length > 0
                ? new Object[] {missing}
                : site.trials(shipments).apply(new Object[] {task[0], task[1], devices(context)}, line);
    }

    /** The graphics processors that Spark has given to the task, by their numbers. */
    private static String devices(TaskContext context) {
        return context.resourcesJMap().containsKey(GPU)
                ? String.join(",", context.resourcesJMap().get(GPU).addresses())
                : "";
    }
}
