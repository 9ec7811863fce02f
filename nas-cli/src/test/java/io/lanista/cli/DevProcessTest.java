package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code nas dev} as a process of its own, beside a build that puts jars into its folder. */
@Tag("slow")
class DevProcessTest {
    @TempDir
    private Path folder;

    private Path target;
    private Process dev;

    @BeforeEach
    void start() throws IOException {
        target = folder.resolve("target");
        TinyPlugin.experiment(folder);
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "dev"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().put("LANISTA_USER", folder.resolve("user").toString());
        dev = builder.start();
    }

    @AfterEach
    void end() {
        dev.destroyForcibly();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    /** Waits until it says for this many times that it waits for another build; returns what it said since the last time. */
    private String saidUntilWaiting(int times) throws Exception {
        String[] parts;
        do {
            Thread.sleep(20);
            parts = output().split("Waiting for another build", -1);
        } while (dev.isAlive() && parts.length <= times);
        assertThat(parts).as(output()).hasSizeGreaterThan(times);
        return parts[times - 1];
    }

    @Test
    void eachBuildIsTakenIntoUseAndWhatIsWrongWithOneIsSaid() throws Exception {
        assertThat(saidUntilWaiting(1)).contains("No strategy 'tiny'");

        Files.createDirectories(target);
        TinyPlugin.write(target, "1.0.0", 0);
        assertThat(saidUntilWaiting(2)).contains("1 trial").contains("score 1");

        TinyPlugin.write(target, "1.0.0", 2);
        assertThat(saidUntilWaiting(3)).contains("score 3");

        Files.delete(target.resolve("tiny-1.0.0.jar"));
        Files.writeString(target.resolve("half.jar"), "half of a jar");
        while (!output().contains("! half.jar is damaged")) {
            assertThat(dev.isAlive()).isTrue();
            Thread.sleep(20);
        }
        TinyPlugin.write(target, "1.0.0", 1);
        assertThat(saidUntilWaiting(4))
                .contains("score 2")
                .doesNotContain("No strategy")
                .containsOnlyOnce("Best: ");

        new ProcessBuilder("kill", "-INT", "" + dev.pid()).start().waitFor();
        assertThat(dev.waitFor(30, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(dev.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    }
}
