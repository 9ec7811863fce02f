package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.plugin.PluginInfo.State;
import io.lanista.runtime.plugin.spi.Greeter;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HotDeployTest {
    private static final int MANY_LOOKS = 600;

    @TempDir
    Path folder;

    private PluginHost start() {
        return PluginHost.builder(PluginHostTest.SPIS).folder(folder).watch().start();
    }

    private Path jar() {
        return folder.resolve("tpe.jar");
    }

    private static BundleMaker greeter(String version) {
        return BundleMaker.greeter("com.acme.tpe", version);
    }

    private static List<String> names(PluginHost host) {
        return host.providers(Greeter.class).stream().map(PluginProvider::name).toList();
    }

    private static String newest(PluginHost host) {
        return names(host).isEmpty()
                ? ""
                : host.providers(Greeter.class).get(0).instance().greet();
    }

    private static void await(BooleanSupplier fulfilled) throws InterruptedException {
        for (int look = 0; look < MANY_LOOKS && !fulfilled.getAsBoolean(); look++) {
            Thread.sleep(50);
        }
        assertThat(fulfilled.getAsBoolean()).isTrue();
    }

    @Test
    void aJarThatIsDroppedInIsTakenIntoUse() throws InterruptedException {
        try (PluginHost host = start()) {
            assertThat(names(host)).isEmpty();
            greeter("1.0.0").writeTo(jar());
            await(() -> names(host).equals(List.of("tpe")));
        }
    }

    @Test
    void aReplacedJarServesNewSearchesWhileRunningOnesKeepTheOld() throws InterruptedException {
        greeter("1.0.0").writeTo(jar());
        try (PluginHost host = start()) {
            Lease<Greeter> running = host.lease(Greeter.class, "tpe");
            greeter("1.1.0").writeTo(jar());
            await(() -> newest(host).equals("1.1.0"));
            assertThat(running.get().greet()).isEqualTo("1.0.0");
            assertThat(names(host)).containsExactly("tpe");
            assertThat(host.plugins())
                    .extracting(PluginInfo::state)
                    .containsExactlyInAnyOrder(State.RETIRING, State.ACTIVE);
            running.close();
            assertThat(host.plugins()).extracting(PluginInfo::version).containsExactly("1.1.0");
        }
    }

    @Test
    void aJarThatWasBuiltAgainWithTheSameVersionReplacesItself() throws InterruptedException {
        greeter("1.0.0").writeTo(jar());
        try (PluginHost host = start()) {
            greeter("1.0.0")
                    .greeterClass("com.acme.tpe.Hello", "tpe", "rebuilt", "")
                    .writeTo(jar());
            await(() -> newest(host).equals("rebuilt"));
            assertThat(names(host)).containsExactly("tpe");
        }
    }

    @Test
    void aReplacementThatIsRefusedLeavesTheOldOneInUse() throws Exception {
        greeter("1.0.0").writeTo(jar());
        try (PluginHost host = start()) {
            BundleMaker.plainJar().entry("readme.txt", new byte[0]).writeTo(jar());
            await(() -> host.plugins().stream().anyMatch(p -> p.state() == State.REFUSED));
            assertThat(newest(host)).isEqualTo("1.0.0");
            greeter("1.2.0").writeTo(jar());
            await(() -> newest(host).equals("1.2.0"));
            assertThat(host.plugins()).extracting(PluginInfo::state).containsExactly(State.ACTIVE);
        }
    }

    @Test
    void aDeletedJarIsNotGivenToNewSearchesAndItsClassesGoWithTheLastLease() throws Exception {
        greeter("1.0.0").writeTo(jar());
        try (PluginHost host = start()) {
            Lease<Greeter> running = host.lease(Greeter.class, "tpe");
            Files.delete(jar());
            await(() -> names(host).isEmpty());
            assertThatThrownBy(() -> host.lease(Greeter.class, "tpe")).isInstanceOf(NoSuchProviderException.class);
            assertThat(running.get().greet()).isEqualTo("1.0.0");
            WeakReference<ClassLoader> classes =
                    new WeakReference<>(running.get().getClass().getClassLoader());
            running.close();
            running = null;
            assertThat(host.plugins()).isEmpty();
            await(() -> {
                System.gc();
                return classes.get() == null;
            });
        }
    }

    @Test
    void aSlowCopyIsNotTakenForADamagedJar() throws Exception {
        byte[] content = greeter("1.0.0").toBytes();
        try (PluginHost host = start()) {
            try (OutputStream out = Files.newOutputStream(jar())) {
                for (int part = 0; part < 4; part++) {
                    int from = content.length * part / 4;
                    out.write(content, from, content.length * (part + 1) / 4 - from);
                    out.flush();
                    Thread.sleep(250);
                }
            }
            await(() -> names(host).equals(List.of("tpe")));
            assertThat(host.plugins()).extracting(PluginInfo::state).containsExactly(State.ACTIVE);
        }
    }

    @Test
    void garbageIsRefusedInTheEnd() throws Exception {
        try (PluginHost host = start()) {
            Files.writeString(jar(), "oops");
            await(() -> !host.plugins().isEmpty());
            assertThat(host.plugins().get(0).problems())
                    .singleElement()
                    .asString()
                    .startsWith("tpe.jar is damaged or not complete");
            Files.delete(jar());
            await(() -> host.plugins().isEmpty());
        }
    }

    @Test
    void aLibraryThatIsDeletedStaysForTheBundleThatUsesIt() throws Exception {
        Path library = BundleMaker.bundle("com.acme.lib", "1.0.0")
                .source(
                        "com.acme.lib.Words",
                        "package com.acme.lib; public class Words { public static String hello() { return Late.word(); } }")
                .source(
                        "com.acme.lib.Late",
                        "package com.acme.lib; class Late { static String word() { return \"late\"; } }")
                .header("Export-Package", "com.acme.lib;version=\"1.0\"")
                .writeTo(folder.resolve("lib.jar"));
        BundleMaker.bundle("com.acme.tpe", "1.0.0")
                .source(
                        "com.acme.lib.Words",
                        "package com.acme.lib; public class Words { public static String hello() { return null; } }")
                .source(
                        "com.acme.tpe.Hello",
                        "package com.acme.tpe; public class Hello implements io.lanista.runtime.plugin.spi.Greeter { public"
                                + " String name() { return \"tpe\"; } public String greet() { return"
                                + " com.acme.lib.Words.hello(); } }")
                .service(BundleMaker.GREETER, "com.acme.tpe.Hello")
                .header("Import-Package", BundleMaker.SPI_PACKAGE + ",com.acme.lib")
                .writeTo(jar());
        try (PluginHost host = start()) {
            Files.delete(library);
            await(() -> host.plugins().size() == 1);
            assertThat(newest(host)).isEqualTo("late");
        }
    }

    @Test
    void aClosedHostGivesNothingOutAndALeaseMayEndLater() throws IOException {
        greeter("1.0.0").writeTo(jar());
        PluginHost host = start();
        Lease<Greeter> lease = host.lease(Greeter.class, "tpe");
        host.close();
        assertThatThrownBy(() -> host.lease(Greeter.class, "tpe"))
                .hasMessageStartingWith("The plug-in host is closed,");
        lease.close();
        assertThatThrownBy(lease::get).hasMessageStartingWith("The lease on com.acme.tpe:tpe is closed");
    }
}
