package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JVM of its own: a program that throws before it closes the host must still end, and leave nothing behind. */
class ForgottenHostTest {
    @TempDir
    Path temporary;

    @Test
    void theJvmEndsAndItsTemporaryFolderGoes() throws Exception {
        Path plugins = Files.createDirectory(temporary.resolve("plugins"));
        Path scratch = Files.createDirectory(temporary.resolve("scratch"));
        BundleMaker.greeter("com.acme.tpe", "1.0.0").writeTo(plugins.resolve("tpe.jar"));
        BundleMaker.greeter("com.acme.loop", "1.0.0")
                .greeterClass(
                        "com.acme.loop.Hello", "loop", "", "public Hello() { while (true) { Thread.onSpinWait(); } }")
                .writeTo(plugins.resolve("loop.jar"));
        Path output = temporary.resolve("output.txt");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-Djava.io.tmpdir=" + scratch,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForgetfulProgram.class.getName(),
                        plugins.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        assertThat(output)
                .content()
                .contains("IllegalStateException: died with 2 plug-ins")
                .contains("loop.jar: loading");
        assertThat(program.exitValue()).isEqualTo(1);
        try (Stream<Path> left = Files.list(scratch)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith("lanista"));
        }
    }
}
