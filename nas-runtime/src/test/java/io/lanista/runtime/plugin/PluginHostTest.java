package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.runtime.plugin.spi.Greeter;
import io.lanista.runtime.plugin.spi.Singer;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginHostTest {
    static final List<Spi<?>> SPIS = List.of(
            new Spi<>(Greeter.class, "greeter", Greeter::name), new Spi<>(Singer.class, "singer", Singer::name));

    @TempDir
    Path folder;

    private PluginHost start() {
        return PluginHost.builder(SPIS).folder(folder).start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "fa-IR", "mr-IN", "tr-TR"})
    void theLanguageOfTheUserMakesNoDifference(String language) {
        Locale before = Locale.getDefault();
        BundleMaker.greeter("com.acme.tpe", "1.0.0").writeTo(folder.resolve("tpe.jar"));
        Locale.setDefault(Locale.forLanguageTag(language));
        try (PluginHost host = PluginHost.builder(SPIS).folder(folder).start()) {
            assertThat(host.providers(Greeter.class))
                    .extracting(PluginProvider::name)
                    .containsExactly("tpe");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aBundleThatWasDroppedIntoTheFolderIsFoundByName() {
        BundleMaker.greeter("com.acme.tpe", "1.2.0").writeTo(folder.resolve("tpe.jar"));
        try (PluginHost host = start();
                Lease<Greeter> tpe = host.lease(Greeter.class, "tpe")) {
            assertThat(tpe.get().greet()).isEqualTo("1.2.0");
            assertThat(tpe.provider().qualifiedName()).isEqualTo("com.acme.tpe:tpe");
            assertThat(host.plugins()).singleElement().satisfies(plugin -> {
                assertThat(plugin.bundle()).isEqualTo("com.acme.tpe");
                assertThat(plugin.version()).isEqualTo("1.2.0");
                assertThat(plugin.file()).endsWith("tpe.jar");
                assertThat(plugin.state()).isEqualTo(PluginInfo.State.ACTIVE);
                assertThat(plugin.problems()).isEmpty();
                assertThat(plugin.provides())
                        .containsExactly(new PluginInfo.Provided("greeter", "tpe", "com.acme.tpe.Hello"));
            });
        }
    }

    @Test
    void sourcesDocumentationAndTestsBesideAPlugInAreNone() throws IOException {
        BundleMaker.greeter("com.acme.tpe", "1.2.0").writeTo(folder.resolve("tpe-1.2.0.jar"));
        for (String beside : List.of("tpe-1.2.0-sources", "tpe-1.2.0-javadoc", "tpe-1.2.0-tests", "lonely-sources")) {
            Files.writeString(folder.resolve(beside + ".jar"), "no plug-in");
        }
        try (PluginHost host = start()) {
            assertThat(host.plugins())
                    .extracting(plugin -> Path.of(plugin.file()).getFileName().toString())
                    .containsExactlyInAnyOrder("tpe-1.2.0.jar", "lonely-sources.jar");
        }
    }

    @Test
    void withoutAnyPlugInTheMessageSaysThatThereIsNone() {
        try (PluginHost host =
                PluginHost.builder(SPIS).folder(folder.resolve("missing")).start()) {
            assertThat(host.plugins()).isEmpty();
            assertThatThrownBy(() -> host.lease(Greeter.class, "tpe"))
                    .isInstanceOf(NoSuchProviderException.class)
                    .hasMessage("No greeter 'tpe'. Available: none.");
        }
    }

    @Test
    void versionsOfOneBundleLiveSideBySide() {
        BundleMaker.greeter("com.acme.tpe", "1.0.0").writeTo(folder.resolve("a.jar"));
        BundleMaker.greeter("com.acme.tpe", "1.2.3").writeTo(folder.resolve("b.jar"));
        BundleMaker.greeter("com.acme.tpe", "1.10.0").writeTo(folder.resolve("c.jar"));
        try (PluginHost host = start()) {
            assertThat(host.lease(Greeter.class, "tpe").get().greet()).isEqualTo("1.10.0");
            assertThat(host.lease(Greeter.class, "tpe@[1.0,1.10)").get().greet())
                    .isEqualTo("1.2.3");
            assertThat(host.lease(Greeter.class, "tpe@1.0").get().greet()).isEqualTo("1.0.0");
            assertThat(host.lease(Greeter.class, "com.acme.tpe:tpe@1.2.3").get().greet())
                    .isEqualTo("1.2.3");
            assertThatThrownBy(() -> host.lease(Greeter.class, "tpe@[2,3)"))
                    .hasMessage("No version of the greeter 'tpe' fits '[2,3)'. Available: com.acme.tpe:tpe@1.10.0,"
                            + " com.acme.tpe:tpe@1.2.3, com.acme.tpe:tpe@1.0.0.");
        }
    }

    @Test
    void aNameThatTwoVendorsUseMustBeQualified() {
        BundleMaker.greeter("com.acme.evolution", "1.0.0").writeTo(folder.resolve("a.jar"));
        BundleMaker.greeter("org.other.evolution", "3.0.0").writeTo(folder.resolve("b.jar"));
        try (PluginHost host = start()) {
            assertThatThrownBy(() -> host.lease(Greeter.class, "evolution"))
                    .hasMessage("More than one bundle offers a greeter 'evolution'. Say which:"
                            + " com.acme.evolution:evolution or org.other.evolution:evolution.");
            assertThat(host.lease(Greeter.class, "com.acme.evolution:evolution")
                            .get()
                            .greet())
                    .isEqualTo("1.0.0");
        }
    }

    @Test
    void anUnknownNameListsWhatThereIsAndSuggestsTheNearest() {
        BundleMaker.greeter("com.acme.tpe", "1.0.0").writeTo(folder.resolve("a.jar"));
        BundleMaker.greeter("com.acme.random", "1.0.0").writeTo(folder.resolve("b.jar"));
        try (PluginHost host = start()) {
            assertThatThrownBy(() -> host.lease(Greeter.class, "tpee"))
                    .hasMessage("No greeter 'tpee'. Available: random, tpe. Maybe 'tpe'.");
        }
    }

    @Test
    void theSameBundleWorksFromAPlainClassPath() throws IOException {
        Path jar = BundleMaker.greeter("com.acme.tpe", "1.2.0").writeTo(folder.resolve("tpe.jar"));
        URL[] urls = {jar.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, getClass().getClassLoader());
                PluginHost host = PluginHost.builder(SPIS).classPath(loader).start()) {
            assertThat(host.lease(Greeter.class, "tpe").get().greet()).isEqualTo("1.2.0");
            assertThat(host.plugins()).singleElement().satisfies(plugin -> {
                assertThat(plugin.bundle()).isEqualTo("com.acme.tpe");
                assertThat(plugin.version()).isEqualTo("1.2.0");
                assertThat(plugin.file()).isEqualTo("class path");
            });
        }
    }

    @Test
    void aPrivateLibraryInsideIsNotTheHosts() {
        byte[] library = BundleMaker.plainJar()
                .source(
                        "com.google.common.base.Strings",
                        "package com.google.common.base; public class Strings { public static String age() { return"
                                + " \"private\"; } }")
                .toBytes();
        BundleMaker.bundle("com.acme.old", "1.0.0")
                .source(
                        "com.google.common.base.Strings",
                        "package com.google.common.base; public class Strings { public static String age() { return"
                                + " \"private\"; } }")
                .source(
                        "com.acme.old.Hello",
                        "package com.acme.old; public class Hello implements io.lanista.runtime.plugin.spi.Greeter {"
                                + " public String name() { return \"old\"; } public String greet() { return"
                                + " com.google.common.base.Strings.age(); } }")
                .service(BundleMaker.GREETER, "com.acme.old.Hello")
                .header("Bundle-ClassPath", ".,lib/strings.jar")
                .entry("lib/strings.jar", library)
                .writeTo(folder.resolve("old.jar"));
        try (PluginHost host = start()) {
            assertThat(host.lease(Greeter.class, "old").get().greet()).isEqualTo("private");
        }
    }

    @Test
    void plugInsSeeDjlTheLoggingApiAndTheWholeJdk() {
        BundleMaker.bundle("com.acme.all", "1.0.0")
                .header(
                        "Import-Package",
                        "io.lanista.runtime.plugin.spi,ai.djl.ndarray.types;version=\"[0.36,0.37)\",org.slf4j;version=\"[2,3)\"")
                .greeterClass(
                        "com.acme.all.Hello",
                        "all",
                        "",
                        "public Hello() { org.slf4j.LoggerFactory.getLogger(Hello.class).debug(\"{}\", new"
                                + " ai.djl.ndarray.types.Shape(1, 2)); java.net.http.HttpClient.newBuilder(); new"
                                + " java.sql.Timestamp(0); }")
                .service(BundleMaker.GREETER, "com.acme.all.Hello")
                .writeTo(folder.resolve("all.jar"));
        try (PluginHost host = start()) {
            assertThat(host.plugins()).allSatisfy(p -> assertThat(p.problems()).isEmpty());
            assertThat(host.providers(Greeter.class)).hasSize(1);
        }
    }

    @Test
    void closingLeavesNeitherThreadNorFolder() throws Exception {
        BundleMaker.greeter("com.acme.tpe", "1.0.0").writeTo(folder.resolve("a.jar"));
        List<Path> before = hostFolders();
        PluginHost host = start();
        assertThat(hostFolders()).hasSize(before.size() + 1);
        assertThat(liveThreads().filter(t -> !t.isDaemon()).map(Thread::getName))
                .noneMatch(name -> name.contains("Felix"));
        host.close();
        host.close();
        assertThat(hostFolders()).isEqualTo(before);
        assertNoThreadOfTheFramework();
    }

    @Test
    void anInterruptedThreadStillClosesTheHostInOrder() throws Exception {
        BundleMaker.greeter("com.acme.tpe", "1.0.0").writeTo(folder.resolve("a.jar"));
        List<Path> before = hostFolders();
        PluginHost host = PluginHost.builder(SPIS).folder(folder).watch().start();
        Thread.currentThread().interrupt();
        host.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(hostFolders()).isEqualTo(before);
        assertNoThreadOfTheFramework();
        assertThat(liveThreads().map(Thread::getName)).doesNotContain("lanista-plugin-watch");
    }

    @Test
    void aFailureBeforePlugInsLeavesNothingBehind() throws Exception {
        List<Path> before = hostFolders();
        assertThatThrownBy(() -> PluginHost.builder(SPIS)
                        .beforePlugins(() -> {
                            throw new IllegalStateException("no engine");
                        })
                        .start())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no engine");
        assertThat(hostFolders()).isEqualTo(before);
        assertNoThreadOfTheFramework();
    }

    @Test
    void theEngineIsStartedBeforeAnyPlugIn() {
        List<String> order = new ArrayList<>();
        BundleMaker.greeter("com.acme.tpe", "1.0.0")
                .greeterClass(
                        "com.acme.tpe.Hello",
                        "tpe",
                        "",
                        "static { System.setProperty(\"plugin.saw\", System.getProperty(\"engine\", \"none\")); }")
                .writeTo(folder.resolve("a.jar"));
        try (PluginHost host = PluginHost.builder(SPIS)
                .folder(folder)
                .beforePlugins(() -> {
                    order.add("engine");
                    System.setProperty("engine", "started");
                })
                .start()) {
            assertThat(order).containsExactly("engine");
            assertThat(System.getProperty("plugin.saw")).isEqualTo("started");
        } finally {
            System.clearProperty("engine");
            System.clearProperty("plugin.saw");
        }
    }

    /** The framework tells its last thread to end, which a busy machine does a moment later. */
    private static void assertNoThreadOfTheFramework() throws InterruptedException {
        for (Thread thread :
                liveThreads().filter(t -> t.getName().contains("Felix")).toList()) {
            thread.join(10_000);
        }
        assertThat(liveThreads().map(Thread::getName)).noneMatch(name -> name.contains("Felix"));
    }

    private static Stream<Thread> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive);
    }

    /** Those of this process: other tests run beside. */
    private static List<Path> hostFolders() throws IOException {
        String own = "lanista-plugins-" + ProcessHandle.current().pid() + "-";
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(f -> f.getFileName().toString().startsWith(own))
                    .sorted()
                    .toList();
        }
    }
}
