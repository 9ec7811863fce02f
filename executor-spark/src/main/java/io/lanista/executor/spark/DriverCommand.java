package io.lanista.executor.spark;

import io.lanista.api.option.Options;
import io.lanista.runtime.execute.ExecutorRequest;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How the Spark driver is started: by Spark's own starter, so that clusters of all kinds and Spark's configuration mean the same as with
 * {@code spark-submit}, but without its shell scripts, which a Spark made of jars alone doesn't have.
 *
 * @param home the user's Spark
 * @param jar holds this package and its neighbours
 */
record DriverCommand(SparkHome home, Path jar) {
    private static final String STARTER = "org.apache.spark.deploy.SparkSubmit";
    private static final String DRIVER = "io.lanista.executor.spark.driver.DriverMain";
    private static final String PLUGIN = "io.lanista.executor.spark.task.ClusterPlugin";
    private static final Pattern LOOPBACK = Pattern.compile("local.*|spark://(127\\.|localhost[:/]).*");

    /** The packages that Spark opens up itself when its scripts start it. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar");

    /** The command; what it prints but for messages goes to the log. */
    ProcessBuilder builder(ExecutorRequest request, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xmx1g", "-XX:+UseSerialGC", "-XX:+DisplayVMOutputToStderr", "-XX:+IgnoreUnrecognizedVMOptions"));
        OPENED.forEach(opened -> command.add("--add-opens=" + opened + "=ALL-UNNAMED"));
        command.add("-cp");
        command.add(classPath(System.getenv()));
        command.add(STARTER);
        String master = request.options().get(SparkProvider.MASTER);
        if (!master.isEmpty()) {
            command.addAll(List.of("--master", master));
        }
        command.addAll(List.of("--name", "lanista " + request.experiment(), "--class", DRIVER));
        properties(request, master).forEach((name, value) -> command.addAll(List.of("--conf", name + "=" + value)));
        command.add(jar.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("SPARK_HOME", home.folder().toString());
        builder.environment().put("SPARK_SCALA_VERSION", home.scala());
        return builder;
    }

    private String classPath(Map<String, String> environment) {
        List<String> places = new ArrayList<>();
        places.add(home.folder().resolve("conf").toString());
        places.add(home.folder().resolve("jars").resolve("*").toString());
        for (String variable : List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR")) {
            if (environment.containsKey(variable)) {
                places.add(environment.get(variable));
            }
        }
        return String.join(File.pathSeparator, places);
    }

    /** One trial takes the cores of one executor, which Spark starts and replaces as they are needed. */
    private static Map<String, String> properties(ExecutorRequest request, String master) {
        Options options = request.options();
        long threads = options.get(SparkProvider.THREADS);
        long gpus = options.get(SparkProvider.GPUS);
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("spark.plugins", PLUGIN);
        properties.put("spark.ui.enabled", "false");
        properties.put("spark.dynamicAllocation.enabled", "false");
        properties.put("spark.speculation", "false");
        properties.put("spark.locality.wait", "0s");
        properties.put("spark.task.maxFailures", "4");
        properties.put("spark.task.reaper.enabled", "true");
        properties.put("spark.task.reaper.killTimeout", "10s");
        properties.put("spark.task.cpus", Long.toString(threads));
        properties.put("spark.executor.cores", Long.toString(threads));
        properties.put("spark.cores.max", Long.toString(threads * request.slots()));
        properties.put("spark.executor.instances", Integer.toString(request.slots()));
        properties.put("spark.executor.memory", options.get(SparkProvider.MEMORY));
        properties.put("spark.executor.memoryOverhead", overhead(options.get(SparkProvider.HEAP)));
        if (gpus > 0) {
            properties.put("spark.executor.resource.gpu.amount", Long.toString(gpus));
            properties.put("spark.task.resource.gpu.amount", Long.toString(gpus));
        }
        if (LOOPBACK.matcher(master).matches()) {
            properties.put("spark.driver.host", "127.0.0.1");
            properties.put("spark.driver.bindAddress", "127.0.0.1");
        }
        options.get(SparkProvider.CONF).forEach((name, value) -> properties.put(name, String.valueOf(value)));
        return properties;
    }

    /** What a container needs beside the executor's heap: the worker's heap, and as much as a gigabyte for tensors. */
    private static String overhead(String heap) {
        long amount = Long.parseLong(heap.substring(0, heap.length() - 1));
        long mebibytes = switch (Character.toLowerCase(heap.charAt(heap.length() - 1))) {
            case 'k' -> amount >> 10;
            case 'm' -> amount;
            default -> amount << 10;
        };
        return mebibytes + 1024 + "m";
    }
}
