package io.lanista.executor.spark.site;

import io.lanista.executor.spark.wire.Setting;
import io.lanista.runtime.execute.TrialExecutor;
import io.lanista.runtime.execute.TrialTask;
import io.lanista.runtime.execute.Work;
import io.lanista.runtime.execute.WorkFolders;
import io.lanista.runtime.local.ForkedProvider;
import io.lanista.runtime.remote.MessageCodec;
import io.lanista.runtime.remote.RemoteMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Runs trials in worker JVMs on the machine of a Spark executor, as {@code forked} does on the host's. Used by several threads, each for a
 * trial of its own, by interfaces of the JDK alone, since its caller has none of Lanista's classes.
 */
public final class Site implements BiFunction<Object[], Function<String[], String>, Object[]> {
    private final Map<Setting, String> settings;
    private final Work work;
    private final WorkFolders folders;
    private final TrialFolders files;
    private final String executor;
    private final Map<String, Workers> workers = new ConcurrentHashMap<>();

    /**
     * For an executor.
     *
     * @param settings what the host has settled
     * @param data where this machine has data that travelled, by what the options call them
     * @param jars holds the plug-ins
     * @param scratch a folder of this executor's own
     * @param executor Spark's name for it
     */
    public Site(Map<Setting, String> settings, Map<String, String> data, String jars, String scratch, String executor) {
        this.settings = settings;
        this.executor = executor;
        RemoteMessage.Open open = (RemoteMessage.Open) MessageCodec.read(setting(Setting.OPEN));
        Path run = Path.of(scratch).resolve("run");
        this.work = MovedData.in(open.work(), data);
        this.folders = new WorkFolders(open.folders().base(), run, Path.of(jars));
        this.files = new TrialFolders(settings, run);
        Locale.setDefault(Locale.forLanguageTag(setting(Setting.LOCALE)));
    }

    private String setting(Setting setting) {
        return settings.getOrDefault(setting, "");
    }

    /**
     * Runs a trial; interrupting the thread cancels it.
     *
     * @param request the message that starts it, the packed files that it begins with, and the devices that it may use
     * @param line tells the host of reports, and brings back whether the trial goes on
     * @return the message that ends it, and packed files for the run's folder
     */
    @Override
    public Object[] apply(Object[] request, Function<String[], String> line) {
        TrialTask task = ((RemoteMessage.Start) MessageCodec.read((String) request[0])).task();
        Workers mine = workers.computeIfAbsent((String) request[2], this::workers);
        try {
            TrialTask placed = files.place(task, (byte[]) request[1]);
            RemoteMessage.Finished finished = mine.run(placed, line);
            BroughtLog log = BroughtLog.of(finished, executor, Path.of(setting(Setting.RUN_FOLDER)));
            return new Object[] {MessageCodec.write(log.finished()), files.collect(task, log)};
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The files of trial " + task.trial() + " can't be brought to or from this machine: " + e, e);
        }
    }

    private Workers workers(String devices) {
        ForkedProvider forked = new ForkedProvider();
        Map<String, Object> options = Map.of(
                "heap", setting(Setting.HEAP), "threads", Long.parseLong(setting(Setting.THREADS)), "devices", devices);
        SiteRequest request = new SiteRequest(forked, options, slots(), work, folders, new Workers.Calls());
        TrialExecutor opened = forked.open(request);
        return new Workers(opened, request.calls());
    }

    /** How many of the run's trials have room on this machine: they share its memory. */
    private int slots() {
        long room = Runtime.getRuntime().availableProcessors() / Long.parseLong(setting(Setting.THREADS));
        return (int) Math.max(1, Math.min(Integer.parseInt(setting(Setting.SLOTS)), room));
    }
}
