package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In JVMs of their own: programs that don't close their host must still end, and leave nothing behind for good. */
class ForgottenHostTest {
    @TempDir
    Path temporary;

    private Path plugins;
    private Path scratch;
    private Path output;

    @BeforeEach
    void folders() throws Exception {
        plugins = Files.createDirectory(temporary.resolve("plugins"));
        scratch = Files.createDirectory(temporary.resolve("scratch"));
        output = temporary.resolve("output.txt");
        BundleMaker.greeter("com.acme.tpe", "1.0.0").writeTo(plugins.resolve("tpe.jar"));
    }

    @Test
    void theJvmEndsAndItsTemporaryFolderGoes() throws Exception {
        BundleMaker.greeter("com.acme.loop", "1.0.0")
                .greeterClass(
                        "com.acme.loop.Hello", "loop", "", "public Hello() { while (true) { Thread.onSpinWait(); } }")
                .writeTo(plugins.resolve("loop.jar"));
        assertThat(run("dies")).isEqualTo(1);
        assertThat(output)
                .content()
                .contains("IllegalStateException: died with 2 plug-ins")
                .contains("loop.jar: loading");
        assertThat(left()).isEmpty();
    }

    @Test
    void whatAKilledHostLeavesIsClearedByTheNextOne() throws Exception {
        assertThat(run("is killed")).isEqualTo(137);
        assertThat(left()).hasSize(1);
        Path killed = left().get(0);
        assertThat(run("closes")).isZero();
        assertThat(left()).as("so young a folder may just be being made").containsExactly(killed);

        Path alive = Files.createDirectory(scratch.resolve("lanista-plugins-1-1"));
        Path foreign = Files.createDirectory(scratch.resolve("lanista-plugins-2-1"));
        FileTime past = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        Files.setLastModifiedTime(killed.resolve("host.lock"), past);
        Files.setLastModifiedTime(Files.createFile(alive.resolve("host.lock")), past);
        try (FileChannel channel = FileChannel.open(alive.resolve("host.lock"), StandardOpenOption.WRITE)) {
            channel.lock();
            assertThat(run("closes")).isZero();
            assertThat(left()).containsExactlyInAnyOrder(alive, foreign);
        }
    }

    private int run(String how) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + scratch,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForgetfulProgram.class.getName(),
                        plugins.toString(),
                        how)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        return program.exitValue();
    }

    private List<Path> left() throws Exception {
        try (Stream<Path> left = Files.list(scratch)) {
            return left.filter(path -> path.getFileName().toString().startsWith("lanista"))
                    .toList();
        }
    }
}
