package io.lanista.executor.spark.task;

import java.util.Map;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;
import org.jspecify.annotations.Nullable;

/** Spark's own channel from executors to the driver, for what trials tell while they run. */
public final class ClusterPlugin implements SparkPlugin {
    private static volatile Function<String[], String> receiver = message -> "";
    private static volatile @Nullable PluginContext executor;

    /** Who answers messages in the driver; must return at once. */
    public static void receive(Function<String[], String> by) {
        receiver = by;
    }

    /** The channel of this executor. */
    static PluginContext executor() {
        PluginContext context = executor;
        if (context == null) {
            throw new IllegalStateException("Spark has not started the plug-in of this executor.");
        }
        return context;
    }

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext spark, PluginContext context) {
                return Map.of();
            }

            @Override
            public Object receive(Object message) {
                return receiver.apply((String[]) message);
            }
        };
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return new ExecutorPlugin() {
            @Override
            public void init(PluginContext context, Map<String, String> extra) {
                executor = context;
            }
        };
    }
}
