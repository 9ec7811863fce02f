package io.lanista.djl.backend;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.pytorch.jni.JniUtils;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine starts once in a JVM, so these start a JVM each. */
class BackendStartTest {
    @TempDir
    Path cache;

    @Test
    void startsFromAThreadWhoseContextLoaderSeesNothing() throws Exception {
        String output = run(System.getProperty("java.class.path"), List.of());

        assertThat(output).contains("started 2.7.1").contains("threads 1").contains("tracking off: true");
    }

    @Test
    void withoutLibtorchItSaysHowToGetIt() throws Exception {
        String withoutNatives = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("pytorch-native"))
                .collect(Collectors.joining(File.pathSeparator));

        String output = run(withoutNatives, List.of("-DDJL_CACHE_DIR=" + cache, "-Dai.djl.offline=true"));

        assertThat(output)
                .contains("unavailable: libtorch couldn't be loaded")
                .contains("pytorch-native-cpu")
                .contains("PYTORCH_LIBRARY_PATH");
    }

    private static String run(String classPath, List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, Probe.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("OPT_OUT_TRACKING"); // It would do what the backend is to do by itself.
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** The program that runs in the other JVM. */
    static final class Probe {
        public static void main(String[] arguments) {
            Thread.currentThread().setContextClassLoader(new URLClassLoader(new URL[0], null));
            try {
                System.out.println("started " + Backend.start().version());
                System.out.println("threads " + JniUtils.getNumThreads());
                System.out.println("tracking off: " + System.getProperty("OPT_OUT_TRACKING"));
            } catch (BackendUnavailableException expected) {
                System.out.println("unavailable: " + expected.getMessage());
            }
        }
    }
}
