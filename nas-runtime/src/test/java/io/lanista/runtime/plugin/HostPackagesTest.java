package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.api.strategy.Strategy;
import io.lanista.runtime.execute.HostThreads;
import io.lanista.runtime.plugin.spi.Greeter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class HostPackagesTest {
    @Test
    void aFolderOfClassesExportsThePackagesThatSaySo() {
        HostPackages packages = HostPackages.of(List.of(Greeter.class));
        assertThat(packages.asSystemPackages()).isEqualTo("io.lanista.runtime.plugin.spi;version=\"1.0.0\"");
        assertThat(packages.offers("io.lanista.runtime.plugin.spi")).isTrue();
        assertThat(packages.offers("io.lanista.runtime.plugin")).isFalse();
    }

    @Test
    void aJarWithoutOsgiHeadersExportsEverythingInItsSpecificationVersion() {
        assertThat(HostPackages.of(List.of(ai.djl.Model.class)).asSystemPackages())
                .contains("ai.djl;version=\"0.36.0\"", "ai.djl.ndarray.types;version=\"0.36.0\"");
    }

    @Test
    void aJarWithOsgiHeadersExportsWhatTheySayWithoutUses() {
        assertThat(HostPackages.of(List.of(org.slf4j.Logger.class)).asSystemPackages())
                .contains("org.slf4j;version=\"2.0.17\"", "org.slf4j;version=\"1.7.36\"")
                .doesNotContain("uses");
    }

    @Test
    void theApiIsOfferedWhetherItIsAJarOrAFolder() {
        assertThat(HostPackages.of(List.of(Strategy.class)).asSystemPackages())
                .contains("io.lanista.api.strategy;version=\"1.0.0\"", "io.lanista.api.space;version=\"1.0.0\"");
    }

    @Test
    void aBundleThatExportsAHostPackageGetsInNobodysWay(@TempDir Path folder) throws Exception {
        HostPackages packages = HostPackages.of(List.of(Greeter.class));
        Path thief = BundleMaker.bundle("com.acme.thief", "1.0.0")
                .without("Import-Package")
                .header("Export-Package", BundleMaker.SPI_PACKAGE + ";version=\"1.9\"")
                .copyOf(Greeter.class)
                .writeTo(folder.resolve("thief.jar"));
        Path victim = BundleMaker.greeter("com.acme.victim", "1.0.0").writeTo(folder.resolve("victim.jar"));
        try (FelixFramework framework =
                FelixFramework.start(packages, Files.createDirectory(folder.resolve("felix")), HostThreads.PLAIN)) {
            List<Bundle> bundles = List.of(framework.install("thief", thief), framework.install("victim", victim));
            framework.resolve(bundles);
            assertThat(Greeter.class).isAssignableFrom(bundles.get(1).loadClass("com.acme.victim.Hello"));
        }
    }
}
