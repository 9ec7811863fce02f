package io.lanista.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PluginSourcesTest {
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

    @TempDir
    private Path folder;

    private @Nullable String after(@Nullable String before) throws Exception {
        String kept = System.getProperty(TUNNELING);
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings><proxies><proxy><host>proxy.example</host><port>3128</port>
                <username>me</username><password>secret</password></proxy></proxies></settings>
                """);
        try {
            set(before);
            PluginSources sources = new PluginSources();
            new CommandLine(CommandLine.Model.CommandSpec.create()
                            .addMixin("sources", CommandLine.Model.CommandSpec.forAnnotatedObject(sources)))
                    .parseArgs("--settings", settings.toString());
            sources.fetcher();
            return System.getProperty(TUNNELING);
        } finally {
            set(kept);
        }
    }

    private static void set(@Nullable String value) {
        if (value == null) {
            System.clearProperty(TUNNELING);
        } else {
            System.setProperty(TUNNELING, value);
        }
    }

    @Test
    void proxiesWithALoginAreToldItUnlessTheUserForbidsThat() throws Exception {
        assertThat(after(null)).isEmpty();
        assertThat(after("Basic")).isEqualTo("Basic");
    }
}
