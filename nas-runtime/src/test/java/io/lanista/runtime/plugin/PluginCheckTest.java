package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.lanista.runtime.plugin.PluginCheck.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PluginCheckTest {
    @TempDir
    Path folder;

    private Report check(BundleMaker bundle) {
        return new PluginCheck(PluginHostTest.SPIS).check(bundle.writeTo(folder.resolve("my.jar")));
    }

    @Test
    void aGoodPlugInIsCleanAndItsProvidersAreListed() {
        Report report = check(BundleMaker.greeter("com.acme.tpe", "1.0.0"));
        assertThat(report.isClean()).isTrue();
        assertThat(report.info().provides())
                .extracting(PluginInfo.Provided::name)
                .containsExactly("tpe");
    }

    @Test
    void itSaysTheSameAsTheHost() {
        BundleMaker bundle = BundleMaker.greeter("com.acme.tpe", "1.0.0").header("Import-Package", "com.acme.missing");
        Report report = check(bundle);
        try (PluginHost host =
                PluginHost.builder(PluginHostTest.SPIS).folder(folder).start()) {
            assertThat(host.plugins()).containsExactly(report.info());
        }
        assertThat(report.isClean()).isFalse();
        assertThat(report.info().state()).isEqualTo(PluginInfo.State.REFUSED);
    }

    @Test
    void aHostLibraryThatIsUsedButNotImportedIsFound() {
        BundleMaker bundle = BundleMaker.greeter("com.acme.tpe", "1.0.0")
                .source(
                        "com.acme.tpe.Helper",
                        "package com.acme.tpe; class Helper { Object log() { return"
                                + " org.slf4j.LoggerFactory.getLogger(\"x\"); } }");
        assertThat(check(bundle).warnings())
                .containsExactly(
                        "my.jar uses the package org.slf4j (in com/acme/tpe/Helper.class) without importing it, and"
                                + " so fails when it gets there. Add it to Import-Package, or put its library inside.");
        assertThat(check(bundle.header("DynamicImport-Package", "org.*")).isClean())
                .isTrue();
    }

    @Test
    void aCallThatEndsTheJvmIsFound() {
        BundleMaker bundle = BundleMaker.greeter("com.acme.tpe", "1.0.0")
                .source("com.acme.tpe.Helper", "package com.acme.tpe; class Helper { void end() { System.exit(3); } }");
        assertThat(check(bundle).warnings())
                .containsExactly(
                        "my.jar calls java.lang.System.exit (in com/acme/tpe/Helper.class), which ends the host and"
                                + " every search in it. Throw an exception instead.");
    }

    @Test
    void aCallThatEndsTheJvmIsFoundWithoutRunningIt() {
        BundleMaker bundle = BundleMaker.greeter("com.acme.tpe", "1.0.0")
                .source(
                        "com.acme.tpe.Helper",
                        "package com.acme.tpe; public class Helper { public Helper() { Runtime.getRuntime().halt(0); } }")
                .service(BundleMaker.GREETER, "com.acme.tpe.Helper");
        assertThat(new PluginCheck(PluginHostTest.SPIS).exits(bundle.writeTo(folder.resolve("my.jar"))))
                .singleElement()
                .asString()
                .contains("calls java.lang.Runtime.halt (in com/acme/tpe/Helper.class)");
    }

    @Test
    void aBundleWithoutProvidersIsSuspect() {
        assertThat(check(BundleMaker.bundle("com.acme.none", "1.0.0")).warnings())
                .singleElement()
                .asString()
                .startsWith("my.jar provides nothing that this host looks for.");
    }

    @Test
    void aPlugInMayNeedAnother() {
        Path library = BundleMaker.bundle("com.acme.lib", "1.0.0")
                .source("com.acme.lib.Words", "package com.acme.lib; public class Words {}")
                .header("Export-Package", "com.acme.lib;version=\"1.0\"")
                .writeTo(folder.resolve("lib.jar"));
        Path jar = BundleMaker.greeter("com.acme.tpe", "1.0.0")
                .header("Import-Package", BundleMaker.SPI_PACKAGE + ",com.acme.lib;version=\"[1,2)\"")
                .writeTo(folder.resolve("my.jar"));
        PluginCheck check = new PluginCheck(PluginHostTest.SPIS);
        assertThat(check.check(jar).info().state()).isEqualTo(PluginInfo.State.REFUSED);
        assertThat(check.with(library).check(jar).isClean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "'throw new RuntimeException(\"no idea\");', failed to declare its options: RuntimeException: no idea.",
        "'return null;', failed to declare its options: NullPointerException",
        "'while (true) { Thread.yield(); }', failed to declare its options: that did not end within"
    })
    void whatAPlugInCannotSayOfItselfIsFound(String body, String sentence) {
        BundleMaker bundle = BundleMaker.bundle("com.acme.mute", "1.0.0")
                .header("Import-Package", "io.lanista.api.option,io.lanista.api.strategy")
                .source("com.acme.mute.Mute", """
                        package com.acme.mute;
                        import io.lanista.api.option.Option;
                        import io.lanista.api.strategy.*;
                        import java.util.List;
                        public class Mute implements Strategy {
                            public String name() { return "mute"; }
                            public List<Option<?>> options() { %s }
                            public Search open(SearchRequest request) { return null; }
                        }
                        """.formatted(body))
                .service("io.lanista.api.strategy.Strategy", "com.acme.mute.Mute");
        Report report = new PluginCheck(PluginKinds.all()).check(bundle.writeTo(folder.resolve("mute.jar")));
        assertThat(report.isClean()).isFalse();
        assertThat(report.warnings())
                .singleElement()
                .asString()
                .startsWith("The strategy mute (com.acme.mute 1.0.0) ")
                .contains(sentence);
    }
}
