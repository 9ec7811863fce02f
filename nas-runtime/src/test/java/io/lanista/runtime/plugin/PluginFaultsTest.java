package io.lanista.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.runtime.plugin.spi.Greeter;
import io.lanista.runtime.plugin.spi.Singer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every fault is one sentence that names the jar, the thing and a way out, and costs no other plug-in anything. */
@Tag("slow")
class PluginFaultsTest {
    @TempDir
    Path folder;

    /** Starts a host with a good plug-in beside the others, checks that it works, and gives the problems of the others. */
    private List<String> problems() {
        BundleMaker.greeter("com.good.fine", "1.0.0").writeTo(folder.resolve("zz-fine.jar"));
        try (PluginHost host = start()) {
            assertThat(host.lease(Greeter.class, "fine").get().greet()).isEqualTo("1.0.0");
            return host.plugins().stream().flatMap(p -> p.problems().stream()).toList();
        }
    }

    private PluginHost start() {
        return PluginHost.builder(PluginHostTest.SPIS)
                .folder(folder)
                .loadLimit(Duration.ofMillis(1000))
                .start();
    }

    private static BundleMaker good() {
        return BundleMaker.greeter("com.acme.tpe", "1.0.0");
    }

    private Path file() {
        return folder.resolve("tpe.jar");
    }

    @Test
    void aPlainJarIsRefusedWithTheFix() {
        BundleMaker.plainJar()
                .greeterClass("com.acme.tpe.Hello", "tpe", "", "")
                .service(BundleMaker.GREETER, "com.acme.tpe.Hello")
                .writeTo(file());
        assertThat(problems())
                .containsExactly(
                        "tpe.jar is a plain jar, not a bundle: its META-INF/MANIFEST.MF has no Bundle-SymbolicName."
                                + " Build it with the parent io.lanista:nas-plugin-parent, or add the bnd-maven-plugin to its build.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "com acme", "com.acme..tpe", "com.acme,tpe"})
    void aNameThatNoBundleCanHaveIsRefused(String name) {
        good().header("Bundle-SymbolicName", name).writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar has the Bundle-SymbolicName '" + name + "', which is not a name.");
    }

    @Test
    void aTruncatedJarIsDamaged() throws IOException {
        byte[] whole = good().toBytes();
        Files.write(file(), Arrays.copyOf(whole, whole.length * 2 / 3));
        assertThat(problems()).singleElement().asString().startsWith("tpe.jar is damaged or not complete (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>404 Not Found</html>"})
    void whatIsNoZipAtAllIsDamaged(String content) throws IOException {
        Files.writeString(file(), content);
        assertThat(problems()).singleElement().asString().startsWith("tpe.jar is damaged or not complete (");
    }

    @Test
    void whatIsNoFileIsNamedAndNobodyWaitsForIt() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "There are no pipes here.");
        assertThat(new ProcessBuilder(
                                "/usr/bin/mkfifo", folder.resolve("pipe.jar").toString())
                        .start()
                        .waitFor())
                .isZero();
        Files.createSymbolicLink(folder.resolve("link.jar"), folder.resolve("nowhere"));

        assertThat(problems())
                .anyMatch(problem -> problem.startsWith("pipe.jar can't be read (") && problem.contains("a pipe"))
                .anyMatch(problem -> problem.startsWith("link.jar can't be read ("));
    }

    @Test
    void flippedBytesAreFoundByTheirChecksum() throws IOException {
        byte[] noise = new byte[4096];
        new java.util.Random(7).nextBytes(noise);
        byte[] jar = good().entry("weights.bin", noise).toBytes();
        int at = indexOf(jar, Arrays.copyOfRange(noise, 2000, 2008));
        jar[at] ^= 1;
        Files.write(file(), jar);
        assertThat(problems())
                .containsExactly(
                        "tpe.jar is damaged or not complete (the checksum of weights.bin is wrong). Maybe copy or"
                                + " download it again.");
    }

    @Test
    void aListOfServicesThatNeverEndsIsRefused() {
        String[] names = new String[10_000];
        Arrays.fill(names, "com.acme.tpe.Hello");
        good().service(BundleMaker.GREETER, names).writeTo(file());
        assertThat(problems())
                .containsExactly(
                        "tpe.jar has META-INF/services/" + BundleMaker.GREETER
                                + " with more than (65536) bytes, which no plug-in needs. Maybe it was built wrongly: look into it.");
    }

    @Test
    void aFragmentIsRefused() {
        good().header("Fragment-Host", "system.bundle;extension:=framework").writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar is a fragment (Fragment-Host: system.bundle;extension:=framework)")
                .contains("remove the header Fragment-Host");
    }

    @Test
    void aBundleThatExportsAHostPackageIsRefused() {
        good().header("Export-Package", "com.acme.tpe," + BundleMaker.SPI_PACKAGE + ";version=\"1.9\"")
                .writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar exports the package " + BundleMaker.SPI_PACKAGE + ", which belongs to the host");
    }

    @Test
    void aBundleWithDjlInsideIsRefused() {
        good().copyOf(ai.djl.Model.class).writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar carries DJL inside (ai/djl/Model.class)")
                .contains("'provided'");
    }

    @Test
    void aBundleWithDjlInANestedJarIsRefused() {
        good().header("Bundle-ClassPath", ".,lib/djl.jar")
                .entry(
                        "lib/djl.jar",
                        BundleMaker.plainJar().copyOf(ai.djl.Model.class).toBytes())
                .writeTo(file());
        assertThat(problems()).singleElement().asString().startsWith("tpe.jar carries DJL inside (ai/djl/Model.class)");
    }

    @Test
    void aShadedCopyOfTheApiIsNamed() {
        good().without("Import-Package").copyOf(Greeter.class).writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar carries its own copy of the API (io/lanista/runtime/plugin/spi/Greeter.class)")
                .contains("Don't shade the API");
    }

    @Test
    void aClassFileThatIsTooNewNamesBothJavaVersions() {
        Map<String, byte[]> classes = good().compile();
        byte[] hello = classes.get("com/acme/tpe/Hello.class");
        hello[7] = (byte) (44 + 99);
        good().entry("com/acme/tpe/Hello.class", hello).writeTo(file());
        int here = Runtime.version().feature();
        assertThat(problems())
                .containsExactly("tpe.jar needs Java 99 (com/acme/tpe/Hello.class), this is " + here
                        + ". Run the host on a newer JDK, or build the plug-in for Java " + here + ".");
    }

    @Test
    void aManifestThatAsksForANewerJavaNamesBothVersions() {
        good().header("Require-Capability", "osgi.ee;filter:=\"(&(osgi.ee=JavaSE)(version=99))\"")
                .writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(
                        "tpe.jar needs Java 99, this is " + Runtime.version().feature() + ".");
    }

    @Test
    void anApiOfAnotherMajorVersionIsNamedWithWhatTheHostOffers() {
        good().header("Import-Package", BundleMaker.SPI_PACKAGE + ";version=\"[2,3)\"")
                .writeTo(file());
        assertThat(problems())
                .containsExactly(
                        "tpe.jar needs io.lanista.runtime.plugin.spi [2,3); this host offers 1.0.0. Maybe use a"
                                + " release of the plug-in that was built for 1.0.0.");
    }

    @Test
    void aMissingImportIsNamed() {
        good().header("Import-Package", BundleMaker.SPI_PACKAGE + ",com.acme.missing;version=\"[3,4)\"")
                .writeTo(file());
        assertThat(problems())
                .containsExactly("tpe.jar needs the package com.acme.missing [3,4), which neither this host nor another"
                        + " plug-in offers. Put its library inside the plug-in, or add the bundle that exports it to the"
                        + " plug-in folder.");
    }

    @Test
    void aBundleThatNeedsARefusedOneSaysSo() {
        BundleMaker.bundle("com.acme.lib", "1.0.0")
                .header("Import-Package", "com.acme.missing")
                .header("Export-Package", "com.acme.lib;version=\"1.0\"")
                .writeTo(folder.resolve("lib.jar"));
        good().header("Import-Package", BundleMaker.SPI_PACKAGE + ",com.acme.lib")
                .writeTo(file());
        assertThat(problems())
                .hasSize(2)
                .anyMatch(p -> p.equals("tpe.jar needs com.acme.lib 1.0.0, which was refused itself."));
    }

    @Test
    void theSameNameAndVersionTwiceNamesBothFiles() {
        good().writeTo(file());
        good().writeTo(folder.resolve("tpe-copy.jar"));
        assertThat(problems())
                .containsExactly("tpe.jar is com.acme.tpe 1.0.0, which is there already from "
                        + folder.resolve("tpe-copy.jar")
                        + ". Remove one of the two, or give the newer one another version.");
    }

    @Test
    void aVersionThatIsNoneIsNamed() {
        good().header("Bundle-Version", "one").writeTo(file());
        assertThat(problems())
                .containsExactly("tpe.jar has the Bundle-Version 'one', which is not a version. Maybe '1.0.0'.");
    }

    @Test
    void aConstructorThatThrowsIsNamedWithItsCauseAndItsSiblingsSurvive() {
        good().greeterClass(
                        "com.acme.tpe.Bad",
                        "bad",
                        "",
                        "public Bad() { throw new IllegalStateException(\"no licence\"); }")
                .service(BundleMaker.GREETER, "com.acme.tpe.Bad", "com.acme.tpe.Hello")
                .writeTo(file());
        assertThat(problems())
                .containsExactly(
                        "tpe.jar: com.acme.tpe.Bad can't be made, its constructor threw IllegalStateException: no"
                                + " licence.");
        try (PluginHost host = start()) {
            assertThat(host.lease(Greeter.class, "tpe").get().greet()).isEqualTo("1.0.0");
        }
    }

    @Test
    void aStaticInitialiserThatThrowsIsNamedWithItsCause() {
        good().greeterClass("com.acme.tpe.Hello", "tpe", "", "static int n = Integer.parseInt(\"boom\");")
                .writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar: ")
                .contains("com.acme.tpe.Hello")
                .contains("NumberFormatException: For input string: \"boom\"");
    }

    @Test
    void anErrorInAConstructorCostsOnlyThatProvider() {
        good().greeterClass("com.acme.tpe.Hello", "tpe", "", "public Hello() { throw new OutOfMemoryError(\"fake\"); }")
                .writeTo(file());
        assertThat(problems()).singleElement().asString().contains("OutOfMemoryError: fake");
    }

    @Test
    void aMissingClassIsNamed() {
        good().service(BundleMaker.GREETER, "com.acme.tpe.Gone", "com.acme.tpe.Hello")
                .writeTo(file());
        assertThat(problems())
                .containsExactly("tpe.jar: META-INF/services/" + BundleMaker.GREETER
                        + " names the class com.acme.tpe.Gone, which is not in the jar. Maybe it was renamed.");
    }

    @Test
    void aPrivateConstructorIsNamed() {
        good().greeterClass("com.acme.tpe.Hello", "tpe", "", "private Hello() {}")
                .writeTo(file());
        assertThat(problems())
                .containsExactly("tpe.jar: com.acme.tpe.Hello has no public constructor without arguments. Add one.");
    }

    @Test
    void aClassOfAnotherKindIsNamed() {
        good().service(Singer.class.getName(), "com.acme.tpe.Hello").writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar: com.acme.tpe.Hello is not a io.lanista.runtime.plugin.spi.Singer");
    }

    @Test
    void twoProvidersOfOneNameInABundleAreNamed() {
        good().greeterClass("com.acme.tpe.Twin", "tpe", "", "")
                .service(BundleMaker.GREETER, "com.acme.tpe.Hello", "com.acme.tpe.Twin")
                .writeTo(file());
        assertThat(problems())
                .containsExactly(
                        "tpe.jar: com.acme.tpe.Twin is left out: com.acme.tpe.Hello of the same bundle is the greeter"
                                + " 'tpe' already. Give one of them another name.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a:b", "a@1"})
    void aNameThatCantBeSelectedIsNamed(String name) {
        good().greeterClass("com.acme.tpe.Hello", name, "", "").writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar: com.acme.tpe.Hello calls itself '" + name + "', which can't be a name");
    }

    @Test
    void anEndlessConstructorIsCutOffAndItsPlaceNamed() {
        good().greeterClass(
                        "com.acme.tpe.Slow",
                        "slow",
                        "",
                        "public Slow() { while (!Thread.currentThread().isInterrupted()) { Thread.onSpinWait(); } }")
                .service(BundleMaker.GREETER, "com.acme.tpe.Slow", "com.acme.tpe.Hello")
                .writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar: loading com.acme.tpe.Slow did not end within 1000 ms; it is stuck at"
                        + " com.acme.tpe.Slow.<init>(");
    }

    @Test
    void anActivatorThatHangsIsCutOffToo() {
        good().source("com.acme.tpe.Start", """
                        package com.acme.tpe;
                        public class Start implements org.osgi.framework.BundleActivator {
                            public void start(org.osgi.framework.BundleContext context) throws Exception {
                                Thread.sleep(60_000);
                            }
                            public void stop(org.osgi.framework.BundleContext context) {}
                        }
                        """)
                .header("Bundle-Activator", "com.acme.tpe.Start")
                .header("Import-Package", BundleMaker.SPI_PACKAGE + ",org.osgi.framework")
                .writeTo(file());
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("tpe.jar: starting com.acme.tpe did not end within 1000 ms; it is stuck at"
                        + " com.acme.tpe.Start.start(");
    }

    @Test
    void aContextClassLoaderThatAPlugInChangesIsGivenBack() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        good().greeterClass(
                        "com.acme.tpe.Hello",
                        "tpe",
                        "",
                        "public Hello() { Thread.currentThread().setContextClassLoader(Hello.class.getClassLoader()); }")
                .writeTo(file());
        assertThat(problems()).isEmpty();
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        try (ContextGuard guard = ContextGuard.open()) {
            Thread.currentThread().setContextClassLoader(null);
        }
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("The bytes are not there.");
    }
}
