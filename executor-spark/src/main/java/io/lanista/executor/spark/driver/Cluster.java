package io.lanista.executor.spark.driver;

import io.lanista.executor.spark.task.ClusterPlugin;
import io.lanista.executor.spark.task.TrialFunction;
import io.lanista.executor.spark.wire.Packed;
import io.lanista.executor.spark.wire.Setting;
import io.lanista.executor.spark.wire.Shipment;
import io.lanista.executor.spark.wire.ToHost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/** The cluster at work: each trial is a job of one task. Jobs may come before the cluster is there. */
final class Cluster {
    private final Map<Setting, String> settings;
    private final List<Shipment> shipments;
    private final Outbox outbox;
    private final Attempts attempts;
    private final ExecutorService threads;
    private final CompletableFuture<Started> started = new CompletableFuture<>();
    private final Map<String, JavaFutureAction<List<Object[]>>> running = new ConcurrentHashMap<>();
    private final Set<String> wanted = ConcurrentHashMap.newKeySet();
    private final Watch watch;

    /** What there is once the cluster has answered. */
    private record Started(JavaSparkContext spark, Parcels parcels) {}

    Cluster(Map<Setting, String> settings, List<Shipment> shipments, Outbox outbox) {
        this.settings = settings;
        this.shipments = shipments;
        this.outbox = outbox;
        this.watch = new Watch(setting(Setting.PATIENCE), outbox, wanted::size);
        this.attempts = new Attempts(outbox, watch::lastFailure);
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "job");
            thread.setDaemon(true);
            return thread;
        });
    }

    private String setting(Setting setting) {
        return settings.getOrDefault(setting, "");
    }

    /** Connects; returns once the cluster has answered. */
    void start() {
        try {
            ClusterPlugin.receive(attempts::answer);
            JavaSparkContext spark = new JavaSparkContext(new SparkConf());
            spark.sc().addSparkListener(watch);
            watch.count(spark.sc());
            outbox.add(ToHost.UP, spark.version(), spark.sc().applicationId());
            started.complete(new Started(spark, new Parcels(spark, shipments)));
            watch.begin();
        } catch (RuntimeException | Error e) {
            outbox.add(ToHost.BROKEN, "Spark can't start: " + Causes.of(e));
        }
    }

    /** Runs a trial, as often as it needs more files first. */
    void run(Job job) {
        wanted.add(job.number());
        threads.execute(() -> {
            try {
                end(job, answer(started.get(), job));
            } catch (ExecutionException
                    | IOException
                    | RuntimeException
                    | Error e) { // Whatever it is, the trial must end.
                lost(job, Causes.of(e));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void end(Job job, Object[] answer) throws IOException {
        attempts.end(job.number());
        if (wanted.remove(job.number())) {
            Packed.unpack((byte[]) answer[1], Path.of(setting(Setting.RUN_FOLDER)));
            outbox.add(ToHost.FINISHED, job.number(), (String) answer[0]);
        }
    }

    private void lost(Job job, String reason) {
        attempts.end(job.number());
        if (wanted.remove(job.number())) {
            outbox.add(ToHost.LOST, job.number(), reason);
        }
    }

    private Object[] answer(Started cluster, Job job) throws IOException, ExecutionException, InterruptedException {
        Object[] task = {job.message(), travelling(job)};
        cluster.spark().setLocalProperty("spark.job.interruptOnCancel", "true");
        Object[] answer = submitted(cluster, job, task);
        String @Nullable [] missing = TrialFunction.missing(answer);
        while (missing != null) {
            for (String identity : missing) {
                cluster.parcels().make(identity);
            }
            answer = submitted(cluster, job, task);
            missing = TrialFunction.missing(answer);
        }
        return answer;
    }

    private Object[] submitted(Started cluster, Job job, Object[] task)
            throws ExecutionException, InterruptedException {
        TrialFunction trial = new TrialFunction(
                job.number(), settings, shipments, cluster.parcels().made());
        JavaFutureAction<List<Object[]>> action = cluster.spark()
                .parallelize(List.<Object[]>of(task), 1)
                .map(trial)
                .collectAsync();
        running.put(job.number(), action);
        try {
            if (!wanted.contains(job.number())) {
                action.cancel(true);
            }
            return action.get().get(0);
        } finally {
            running.remove(job.number());
        }
    }

    private byte[] travelling(Job job) throws IOException {
        Packed packed = new Packed();
        for (String folder : job.folders()) {
            packed.add(Path.of(setting(Setting.RUN_FOLDER)), folder);
        }
        return packed.bytes();
    }

    /** Ends a trial's job; its executor ends the trial. */
    void cancel(String job) {
        attempts.end(job);
        if (wanted.remove(job)) {
            outbox.add(ToHost.LOST, job, "It was cancelled.");
        }
        JavaFutureAction<List<Object[]>> action = running.get(job);
        if (action != null) {
            action.cancel(true);
        }
    }

    /** Brings the answer to a report. */
    void verdict(String job, String attempt, String step, String goesOn) {
        attempts.decided(job, attempt, step, goesOn);
    }

    /** Leaves the cluster. */
    void stop() {
        watch.end();
        threads.shutdownNow();
        if (started.isDone() && !started.isCompletedExceptionally()) {
            started.join().spark().stop();
        }
    }
}
