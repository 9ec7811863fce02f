package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.plugin.spi.Greeter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllowListTest {
    @TempDir
    Path folder;

    @Test
    void onlyJarsOnTheListAreLoaded() throws Exception {
        Path trusted = BundleMaker.greeter("com.acme.tpe", "1.0.0").writeTo(folder.resolve("tpe.jar"));
        Path other = BundleMaker.greeter("com.acme.other", "1.0.0").writeTo(folder.resolve("other.jar"));
        try (PluginHost host = PluginHost.builder(PluginHostTest.SPIS)
                .folder(folder)
                .allowOnly(List.of(sha256(trusted).toUpperCase(Locale.ROOT)))
                .start()) {
            assertThat(host.providers(Greeter.class))
                    .extracting(PluginProvider::name)
                    .containsExactly("tpe");
            assertThat(host.plugins())
                    .flatExtracting(PluginInfo::problems)
                    .containsExactly("other.jar is not on the list of allowed plug-ins; its SHA-256 is " + sha256(other)
                            + ". Add it if you trust the file.");
        }
    }

    @Test
    void whatIsNoDigestIsNamed() {
        assertThatThrownBy(() -> PluginHost.builder(PluginHostTest.SPIS).allowOnly(List.of("abc")))
                .hasMessageStartingWith("'abc' is not a SHA-256");
    }

    private static String sha256(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
