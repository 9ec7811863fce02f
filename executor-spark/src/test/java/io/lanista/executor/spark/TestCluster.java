package io.lanista.executor.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A stand-alone cluster of a master and two workers on this machine, as the sample starts it. */
final class TestCluster implements AutoCloseable {
    private final Path folder;
    private final int port;

    private TestCluster(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static TestCluster start(Path folder) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0)) {
            TestCluster cluster = new TestCluster(Files.createDirectories(folder), free.getLocalPort());
            free.close();
            assertThat(cluster.script("start"))
                    .as("exit code of the script that starts a cluster")
                    .isZero();
            return cluster;
        }
    }

    private int script(String command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("../samples/cluster/cluster", command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("script.txt").toFile());
        builder.environment().put("SPARK_HOME", TestSpark.home().toString());
        builder.environment().put("CLUSTER_PORT", Integer.toString(port));
        builder.environment().put("TMPDIR", folder.toString());
        Process script = builder.start();
        assertThat(script.waitFor(10, TimeUnit.MINUTES)).as("the script ends").isTrue();
        return script.exitValue();
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** Spark's executors that run now. */
    List<ProcessHandle> executors() throws IOException {
        return handles()
                .flatMap(ProcessHandle::descendants)
                .filter(process -> process.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    /** All JVMs that run trials beside the executors. */
    List<ProcessHandle> workers() throws IOException {
        return executors().stream().flatMap(ProcessHandle::descendants).toList();
    }

    private Stream<ProcessHandle> handles() throws IOException {
        return Files.readAllLines(folder.resolve("lanista-cluster-" + port).resolve("pids")).stream()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream());
    }

    @Override
    public void close() throws IOException, InterruptedException {
        script("stop");
    }
}
