package io.lanista.executor.spark;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import io.lanista.api.option.Options;
import io.lanista.executor.spark.ShippedFiles.Shipped;
import io.lanista.executor.spark.wire.Setting;
import io.lanista.executor.spark.wire.ToDriver;
import io.lanista.runtime.execute.ExecutorRequest;
import io.lanista.runtime.remote.MessageCodec;
import io.lanista.runtime.remote.RemoteMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts Spark drivers for one executor and tells them what trials need; knows in words why one has ended. */
final class DriverLauncher implements AutoCloseable {
    private final ExecutorRequest request;
    private final SparkHome home;
    private final OwnJar jar;
    private final List<Shipped> files;
    private final RemoteMessage.Open open;
    private final String session = UUID.randomUUID().toString();
    private final Path folder;
    private final Path log;
    private volatile @Nullable DriverProcess up;

    /**
     * For an executor.
     *
     * @throws io.lanista.api.option.OptionException if something that trials need can't go to other machines
     */
    DriverLauncher(ExecutorRequest request, SparkHome home) {
        this.request = request;
        this.home = home;
        this.open = new RemoteMessage.Open(request.work(), request.folders());
        this.jar = OwnJar.copy();
        this.files = ShippedFiles.of(request, jar.path());
        this.folder = request.folders().run().resolve("workers");
        this.log = folder.resolve("spark-driver.log");
    }

    DriverProcess launch() {
        try {
            Files.createDirectories(folder);
            Files.writeString(probe(), session);
            DriverProcess driver = DriverProcess.start(new DriverCommand(home, jar.path()).builder(request, log), log);
            settings().forEach((setting, value) -> driver.send(ToDriver.SET, setting.name(), value));
            files.forEach(file -> driver.send(
                    ToDriver.SHIP, file.kind().name(), file.name(), file.path().toString()));
            driver.send(ToDriver.GO);
            return driver;
        } catch (IOException e) {
            throw new LanistaException(
                    Blame.RESOURCES, "The Spark driver can't be started: " + e.getMessage() + ".", e);
        }
    }

    private Path probe() {
        return folder.resolve("spark-here");
    }

    private Map<Setting, String> settings() {
        Options options = request.options();
        boolean travel = options.get(SparkProvider.FILES).equals("travel");
        String checkpoints = options.get(SparkProvider.CHECKPOINTS);
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.SESSION, session);
        settings.put(Setting.OPEN, MessageCodec.write(open));
        settings.put(Setting.SLOTS, Integer.toString(request.slots()));
        settings.put(Setting.HEAP, options.get(SparkProvider.HEAP));
        settings.put(Setting.THREADS, Long.toString(options.get(SparkProvider.THREADS)));
        settings.put(Setting.LOCALE, Locale.getDefault().toLanguageTag());
        settings.put(Setting.RUN_FOLDER, request.folders().run().toString());
        settings.put(Setting.PROBE, travel ? "" : probe().toString());
        settings.put(Setting.PROBE_CONTENT, session);
        settings.put(
                Setting.CHECKPOINTS,
                checkpoints.isEmpty()
                        ? ""
                        : request.folders().base().resolve(checkpoints).toString());
        settings.put(Setting.PATIENCE, Long.toString(options.get(SparkProvider.WAIT)));
        return settings;
    }

    /** Takes note that the cluster has answered a driver. */
    void up(DriverProcess driver) {
        up = driver;
    }

    boolean isUp(DriverProcess driver) {
        return driver == up;
    }

    /** The log of the drivers. */
    String log() {
        return log.toString();
    }

    /** Why a driver has ended, in a sentence or two. */
    String reason(DriverProcess driver, @Nullable String said) {
        String master = request.options().get(SparkProvider.MASTER);
        String cluster = master.isEmpty() ? "The Spark cluster" : "The Spark cluster (" + master + ")";
        String complaint = driver.complaint();
        String why = said != null ? said : "Its driver on this machine has ended.";
        if (complaint != null && !why.contains(complaint)) {
            why += " Spark says: " + complaint + (complaint.endsWith(".") ? "" : ".");
        }
        return cluster + " can't be used with Spark " + home.version() + " on Java "
                + Runtime.version().feature() + ": " + why + hint(driver, why) + " The driver's log is " + log + ".";
    }

    private String hint(DriverProcess driver, String why) {
        if (why.contains("UnsupportedClassVersionError") || why.contains("more recent version of the Java")) {
            return " Maybe its machines have an older Java than 17.";
        }
        if (why.contains("InvalidClassException") || why.contains("local class incompatible")) {
            return " Maybe the cluster is another version of Spark: use the same one here.";
        }
        return up == driver
                ? ""
                : " Maybe nothing listens there, it is another version of Spark than the one here, or this machine is busy:"
                        + " then raise (wait).";
    }

    @Override
    public void close() {
        jar.close();
    }
}
