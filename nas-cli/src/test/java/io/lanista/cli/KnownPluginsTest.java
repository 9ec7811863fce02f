package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.plugin.PluginInfo;
import io.lanista.runtime.plugin.PluginInfo.Provided;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPluginsTest {
    private static final List<PluginInfo> INFOS = List.of(
            new PluginInfo(
                    "com.acme.search",
                    "1.2.0",
                    "plugins/acme.jar",
                    PluginInfo.State.ACTIVE,
                    List.of(new Provided("strategy", "annealing", "com.acme.Annealing")),
                    List.of("acme.jar: one of its providers has no constructor."),
                    Optional.empty()),
            new PluginInfo(
                    null,
                    null,
                    "plugins/broken.jar",
                    PluginInfo.State.REFUSED,
                    List.of(),
                    List.of("broken.jar is damaged: größer als erlaubt."),
                    Optional.empty()));

    @TempDir
    private Path home;

    private Path plugins;

    @BeforeEach
    void folders() throws IOException {
        Files.createDirectories(home.resolve("lib"));
        plugins = Files.createDirectories(home.resolve("plugins"));
        Files.writeString(plugins.resolve("acme.jar"), "one");
    }

    private KnownPlugins known() {
        return KnownPlugins.in(home, List.of(plugins, home.resolve("none")));
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        assertThat(known().read()).isEmpty();
        known().write(INFOS);
        assertThat(known().read()).contains(INFOS);
        assertThat(KnownPlugins.in(home, List.of(plugins)).read())
                .as("other folders")
                .isEmpty();
    }

    @Test
    void aChangedJarMakesItUnknown() throws IOException {
        known().write(INFOS);
        Path jar = plugins.resolve("acme.jar");
        Files.setLastModifiedTime(
                jar, FileTime.fromMillis(Files.getLastModifiedTime(jar).toMillis() + 2000));
        assertThat(known().read()).isEmpty();
    }

    @Test
    void aNewJarMakesItUnknownInTheDistributionToo() throws IOException {
        known().write(INFOS);
        Files.writeString(plugins.resolve("more.jar"), "two");
        assertThat(known().read()).as("a plug-in").isEmpty();
        known().write(INFOS);
        Files.writeString(home.resolve("lib").resolve("nas-hub.jar"), "three");
        assertThat(known().read()).as("the host").isEmpty();
    }

    @Test
    void aDamagedFileIsNotBelieved() throws IOException {
        known().write(INFOS);
        Path file;
        try (Stream<Path> files = Files.list(home.resolve("cache"))) {
            file = files.findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));
            assertThat(known().read()).as("cut at " + length).isEmpty();
        }
    }

    @Test
    void whereNothingCanBeWrittenNothingIsKnown() throws IOException {
        Files.writeString(home.resolve("cache"), "a file where the folder would be");
        known().write(INFOS);
        assertThat(known().read()).isEmpty();
    }
}
