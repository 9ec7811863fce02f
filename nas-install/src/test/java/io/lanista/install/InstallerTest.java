package io.lanista.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lanista.api.failure.LanistaException;
import io.lanista.install.fetch.Checksum;
import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.Fetcher;
import io.lanista.install.fetch.Limits;
import io.lanista.install.index.IndexKeys;
import io.lanista.install.index.IndexPublisher;
import io.lanista.install.index.PinnedIndex;
import io.lanista.install.index.PinnedIndexes;
import io.lanista.install.maven.MavenRepositories;
import io.lanista.install.maven.MavenSettings;
import io.lanista.install.maven.RemoteRepository;
import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.plugin.PluginException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plug-ins from a real server, which misbehaves. */
class InstallerTest {
    private static final String JAR = "/com/acme/annealing/1.1.0/annealing-1.1.0.jar";
    private static final Limits PATIENT =
            new Limits(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofSeconds(60), 1 << 20, 3, 2);
    private static final Limits IMPATIENT =
            new Limits(Duration.ofSeconds(60), Duration.ofMillis(300), Duration.ofSeconds(60), 1 << 20, 3, 2);

    @TempDir
    private Path folder;

    private Path published;
    private PluginStore store;
    private FaultyServer server;

    @BeforeEach
    void serve() throws IOException {
        published = Files.createDirectories(folder.resolve("published"));
        store = new PluginStore(folder.resolve("plugins"));
        TestPlugin.publish(published, "annealing", "1.0.0", "[1.0,2)");
        TestPlugin.publish(published, "annealing", "1.1.0", "[1.0,2)");
        TestPlugin.publish(published, "annealing", "2.0.0-beta", "[1.0,2)");
        server = new FaultyServer(published);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private Installer installer() {
        return installer(MavenSettings.NONE, List.of(new RemoteRepository("acme", server.address())), false);
    }

    private Installer installer(MavenSettings settings, List<RemoteRepository> places, boolean offline) {
        return installer(settings, places, offline, PATIENT);
    }

    private Installer installer(MavenSettings settings, List<RemoteRepository> places, boolean offline, Limits limits) {
        List<RemoteRepository> mirrored =
                places.stream().map(settings::mirrored).toList();
        Fetcher fetcher = new Fetcher(settings.proxySelector(), settings.logins(mirrored), limits, offline);
        return new Installer(
                store, fetcher, new MavenRepositories(fetcher, mirrored), new PinnedIndexes(folder.resolve("indexes")));
    }

    private InstalledPlugin install(String what) {
        return installer().install(InstallRequest.parse(what));
    }

    private void assertNothingInstalled() throws IOException {
        assertThat(store.installed()).isEmpty();
        if (Files.exists(store.folder())) {
            try (Stream<Path> files = Files.list(store.folder())) {
                assertThat(files.map(file -> file.getFileName().toString()))
                        .noneMatch(name -> name.endsWith(".jar") || name.endsWith(".part"));
            }
        }
    }

    @Test
    void theNewestReleaseIsInstalledWithItsDigestAndItsOrigin() {
        InstalledPlugin plugin = install("com.acme:annealing");
        assertThat(plugin.toString()).isEqualTo("com.acme:annealing:1.1.0");
        assertThat(plugin.from()).isEqualTo(server.address().resolve(JAR).toString());
        assertThat(Checksum.of(Checksum.SHA_256, store.folder().resolve(plugin.file()))
                        .digest())
                .isEqualTo(plugin.sha256());
        assertThat(store.installed()).containsExactly(plugin);
    }

    @Test
    void aVersionOrARangeChooses() {
        assertThat(install("com.acme:annealing:1.0.0").version()).isEqualTo("1.0.0");
        assertThat(install("com.acme:annealing:[1,1.1)").version()).isEqualTo("1.0.0");
        assertThat(install("com.acme:annealing:2.0.0-beta").toString()).isEqualTo("com.acme:annealing:2.0.0-beta");
    }

    @Test
    void whatIsNotThereIsToldWithWhatIs() {
        assertThatThrownBy(() -> install("com.acme:annealing:[3,4)"))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("There are 2.0.0-beta, 1.1.0, 1.0.0")
                .hasMessageContaining(server.address().toString());
        assertThatThrownBy(() -> install("com.acme:nothing")).hasMessageContaining("There is no com.acme:nothing");
    }

    @Test
    void aNewestVersionThatThisHostCannotRunIsPassedOverAndThatIsSaid() throws IOException {
        TestPlugin.publish(published, "annealing", "3.0.0", "[2.0,3)");
        Installer installer = installer();
        assertThat(installer.install(InstallRequest.parse("com.acme:annealing")).version())
                .isEqualTo("1.1.0");
        assertThat(installer.notes())
                .singleElement()
                .asString()
                .contains(
                        "com.acme:annealing:3.0.0 was passed over: it needs io.lanista.api.strategy [2.0,3); this host offers 1.");
    }

    @Test
    void aVersionThatWasAskedForAndThisHostCannotRunIsRefused() throws IOException {
        TestPlugin.publish(published, "annealing", "3.0.0", "[2.0,3)");
        assertThatThrownBy(() -> install("com.acme:annealing:3.0.0"))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("needs io.lanista.api.strategy [2.0,3)");
        assertNothingInstalled();
    }

    @Test
    void oneFlippedByteIsNoticed() throws IOException {
        byte[] bytes = FaultyServer.read(published.resolve(JAR.substring(1)));
        bytes[bytes.length / 2] ^= 1;
        server.answer(JAR, bytes);
        assertThatThrownBy(() -> install("com.acme:annealing"))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("isn't what it should be: its SHA-1 is");
        assertNothingInstalled();
    }

    @Test
    void aPageInThePlaceOfAChecksumIsNoticed() throws IOException {
        server.answer(JAR + ".sha1", "<html>Sign in</html>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThatThrownBy(() -> install("com.acme:annealing")).hasMessageContaining("is no SHA-1 checksum");
        assertNothingInstalled();
    }

    @Test
    void aServerWithoutChecksumsIsNotTrustedAndAFolderIs() throws IOException {
        server.answer(JAR + ".sha1", 404);
        assertThatThrownBy(() -> install("com.acme:annealing")).hasMessageContaining("has no checksum beside it");
        assertNothingInstalled();
        Files.delete(published.resolve(JAR.substring(1) + ".sha1"));
        Installer local =
                installer(MavenSettings.NONE, List.of(new RemoteRepository("folder", published.toUri())), true);
        assertThat(local.install(InstallRequest.parse("com.acme:annealing")).version())
                .isEqualTo("1.1.0");
        assertThat(local.notes()).singleElement().asString().contains("it lies on this machine");
    }

    @Test
    void aFetchThatIsCutOffIsTriedAgainAndFailsInASentence() throws IOException {
        server.cutOff(JAR, new byte[10]);
        assertThatThrownBy(() -> install("com.acme:annealing"))
                .hasMessageContaining("can't be fetched, in 2 attempts: the connection ended after 10 bytes");
        assertThat(server.asked.stream().filter(JAR::equals)).hasSize(2);
        assertNothingInstalled();
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws IOException {
        server.fallSilent(JAR);
        Installer impatient = installer(
                MavenSettings.NONE, List.of(new RemoteRepository("acme", server.address())), false, IMPATIENT);
        assertThatThrownBy(() -> impatient.install(InstallRequest.parse("com.acme:annealing:1.1.0")))
                .isInstanceOf(FetchException.class);
        assertNothingInstalled();
    }

    @Test
    void redirectsAreFollowedWithinLimitsAndCirclesAreNamed() {
        server.redirect(JAR, "/elsewhere.jar");
        server.answer("/elsewhere.jar", FaultyServer.read(published.resolve(JAR.substring(1))));
        assertThat(install("com.acme:annealing").version()).isEqualTo("1.1.0");
        server.redirect(JAR, "/a");
        server.redirect("/a", "/b");
        server.redirect("/b", "/a");
        assertThatThrownBy(() -> install("com.acme:annealing")).hasMessageContaining("in a circle");
        for (int i = 0; i < 9; i++) {
            server.redirect("/hop" + i, "/hop" + (i + 1));
        }
        server.redirect(JAR, "/hop0");
        assertThatThrownBy(() -> install("com.acme:annealing")).hasMessageContaining("more than 3 times");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "ftp://127.0.0.1/x.jar",
                "http:///x.jar",
                "http://127.0.0.1:99999/x.jar",
                "http://a b/%%"
            })
    void aServerThatPointsToNoServerIsToldSo(String location) {
        server.redirect(JAR, location);
        assertThatThrownBy(() -> install("com.acme:annealing"))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("points to '" + location + "', which is no address of a server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http:///x.jar", "http://127.0.0.1:99999/x.jar", "file:x.jar", "file://host/x.jar"})
    void whatIsNoAddressIsToldSo(String address) {
        assertThatThrownBy(() -> install(address + "#sha256=" + "0".repeat(64)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("'" + address + "' is no address that can be fetched");
        assertThatThrownBy(() -> RemoteRepository.address(address))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("is no address that can be fetched");
    }

    @Test
    void aFolderInThePlaceOfAFileIsToldSo() {
        assertThatThrownBy(() -> install(folder.toUri() + "#sha256=" + "0".repeat(64)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("is a folder, and no file");
    }

    @Test
    void whatIsTooLargeIsNotFetched() {
        server.answer(JAR, new byte[2 << 20]);
        assertThatThrownBy(() -> install("com.acme:annealing")).hasMessageContaining("has more than (1048576) bytes");
    }

    @Test
    void anErrorOfTheServerIsToldWithItsNumber() {
        server.answer("/com/acme/annealing/maven-metadata.xml", 503);
        assertThatThrownBy(() -> install("com.acme:annealing")).hasMessageContaining("the server answers 503");
        server.answer("/com/acme/annealing/maven-metadata.xml", 401);
        assertThatThrownBy(() -> install("com.acme:annealing")).hasMessageContaining("needs a login");
    }

    @Test
    void mirrorsAndLoginsOfTheSettingsAreUsedAndLoginsGoNowhereElse() throws IOException {
        Path settings = Files.writeString(folder.resolve("settings.xml"), """
                <settings>
                  <mirrors><mirror><id>house</id><mirrorOf>external:*,!other</mirrorOf><url>%s</url></mirror></mirrors>
                  <servers><server><id>house</id><username>ann</username><password>${env.SECRET}</password></server></servers>
                </settings>
                """.formatted(server.address()));
        MavenSettings read = MavenSettings.read(settings, Map.of("SECRET", "s3cret"));
        try (FaultyServer other = new FaultyServer(published)) {
            server.redirect(JAR, other.address().resolve(JAR).toString());
            Installer installer = installer(read, List.of(RemoteRepository.CENTRAL), false);
            assertThat(installer
                            .install(InstallRequest.parse("com.acme:annealing"))
                            .version())
                    .isEqualTo("1.1.0");
            assertThat(server.logins).contains(JAR + " Basic YW5uOnMzY3JldA==");
            assertThat(other.logins).containsExactly(JAR + " null");
        }
    }

    @Test
    void aProxyIsToldTheLoginOfTheSettingsAndAsksForOneThatIsMissing() throws IOException {
        String proxy = "<settings><proxies><proxy><host>127.0.0.1</host><port>%d</port>%s</proxy></proxies></settings>";
        Path settings = folder.resolve("settings.xml");
        List<RemoteRepository> places = List.of(new RemoteRepository("far", URI.create("http://far.example/")));
        Files.writeString(
                settings,
                proxy.formatted(
                        server.address().getPort(), "<username>ann</username><password>${env.SECRET}</password>"));
        Installer installer = installer(MavenSettings.read(settings, Map.of("SECRET", "s3cret")), places, false);
        assertThat(installer.install(InstallRequest.parse("com.acme:annealing")).version())
                .isEqualTo("1.1.0");
        assertThat(server.proxyLogins).contains(JAR + " Basic YW5uOnMzY3JldA==");
        assertThat(server.logins).contains(JAR + " null");
        Files.writeString(settings, proxy.formatted(server.address().getPort(), ""));
        server.answer("/com/acme/annealing/maven-metadata.xml", 407);
        Installer nobody = installer(MavenSettings.read(settings, Map.of()), places, false);
        assertThatThrownBy(() -> nobody.install(InstallRequest.parse("com.acme:annealing")))
                .hasMessageContaining("<proxy>");
    }

    @Test
    void offlineNoServerIsAsked() {
        Installer offline =
                installer(MavenSettings.NONE, List.of(new RemoteRepository("acme", server.address())), true);
        assertThatThrownBy(() -> offline.install(InstallRequest.parse("com.acme:annealing")))
                .hasMessageContaining("offline");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void anAddressNeedsADigest() {
        String address = server.address().resolve(JAR).toString();
        server.answer(JAR + ".sha256", 404);
        assertThatThrownBy(() -> install(address)).hasMessageContaining("#sha256=");
        String digest = Checksum.of(Checksum.SHA_256, published.resolve(JAR.substring(1)))
                .digest();
        assertThat(install(address + "#sha256=" + digest).sha256()).isEqualTo(digest);
        assertThatThrownBy(() -> install(address + "#sha256=" + "0".repeat(64)))
                .hasMessageContaining("isn't what it should be");
        assertThatThrownBy(() -> install(address + "#sha256=0")).hasMessageContaining("is no digest");
    }

    @Test
    void aFileIsInstalledIfItIsAPlugin() throws IOException {
        Path jar = TestPlugin.jar(folder.resolve("own.jar"), "own", "1.0.0", "[1.0,2)", "a");
        assertThat(install(jar.toString()).bundle()).isEqualTo("com.acme.own");
        Path page = Files.writeString(folder.resolve("page.jar"), "<html>");
        assertThatThrownBy(() -> install(page.toString()))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("page.jar is damaged or not complete");
    }

    @Test
    void oneNameAndVersionWithOtherBytesIsRefused() throws IOException {
        install(TestPlugin.jar(folder.resolve("a/own.jar"), "own", "1.0.0", "[1.0,2)", "a")
                .toString());
        Path other = TestPlugin.jar(folder.resolve("b/own.jar"), "own", "1.0.0", "[1.0,2)", "b");
        assertThatThrownBy(() -> install(other.toString()))
                .hasMessageContaining("is installed already, with other bytes");
        assertThat(store.installed()).hasSize(1);
    }

    @Test
    void pluginsOfTwoGroupsWithOneNameAndVersionLieSideBySide() throws IOException {
        Path ours = TestPlugin.jar(folder.resolve("a/own.jar"), "com.acme", "own", "1.0.0", "[1.0,2)", "a");
        Path theirs = TestPlugin.jar(folder.resolve("b/own.jar"), "org.other", "own", "1.0.0", "[1.0,2)", "b");
        InstalledPlugin first = install(ours.toString());
        InstalledPlugin second = install(theirs.toString());
        assertThat(store.folder().resolve(first.file())).hasSameBinaryContentAs(ours);
        assertThat(store.folder().resolve(second.file())).hasSameBinaryContentAs(theirs);
        installer().remove("com.acme:own");
        assertThat(store.installed()).containsExactly(second);
        assertThat(install(theirs.toString())).isEqualTo(second);
        assertThat(store.folder().resolve(second.file())).hasSameBinaryContentAs(theirs);
    }

    @Test
    void aJarThatSomebodyHasPutThereIsNotOverwritten() throws IOException {
        Path jar = TestPlugin.jar(folder.resolve("a/own.jar"), "own", "1.0.0", "[1.0,2)", "a");
        Path place = Files.createDirectories(store.folder()).resolve("own-1.0.0.jar");
        Files.writeString(place, "by hand");
        assertThatThrownBy(() -> install(jar.toString()))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining(place + ") is there already, with other bytes");
        assertThat(place).hasContent("by hand");
        assertThat(store.installed()).isEmpty();
        Files.copy(jar, place, StandardCopyOption.REPLACE_EXISTING);
        assertThat(install(jar.toString()).file()).isEqualTo("own-1.0.0.jar");
    }

    @Test
    void whatIsInstalledCanBeReadByOthers() throws IOException {
        Path byHand = Files.createFile(folder.resolve("by-hand"));
        InstalledPlugin plugin = install("com.acme:annealing");
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        assertThat(Files.getPosixFilePermissions(store.folder().resolve(plugin.file())))
                .isEqualTo(Files.getPosixFilePermissions(byHand));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../evil", "a b", ""})
    void aBundleWhoseNameWouldBeAPathIsRefused(String name) throws IOException {
        Path jar = TestPlugin.jar(folder.resolve("evil.jar"), name + "/x", "own", "1.0.0", "[1.0,2)", "a");
        assertThatThrownBy(() -> install(jar.toString())).isInstanceOf(LanistaException.class);
        assertNothingInstalled();
    }

    @Test
    void whatWasInstalledIsUpdatedAndRemoved() {
        install("com.acme:annealing:1.0.0");
        Installer installer = installer();
        List<Installer.Outdated> outdated = installer.outdated();
        assertThat(outdated)
                .singleElement()
                .satisfies(one -> assertThat(one.newest().text()).isEqualTo("1.1.0"));
        assertThat(installer.update(outdated.get(0)).version()).isEqualTo("1.1.0");
        assertThat(store.installed()).extracting(InstalledPlugin::version).containsExactly("1.1.0");
        assertThat(installer.outdated()).isEmpty();
        assertThatThrownBy(() -> installer.remove("nothing"))
                .hasMessageContaining("Installed: com.acme:annealing:1.1.0");
        assertThat(installer.remove("annealing").version()).isEqualTo("1.1.0");
        assertThat(store.installed()).isEmpty();
    }

    @Test
    void aSnapshotIsFoundByTheTimeOfItsBuild() throws IOException {
        Path version = published.resolve("com/acme/annealing/3.0.0-SNAPSHOT");
        Path jar = TestPlugin.jar(
                version.resolve("annealing-3.0.0-20260101.101010-1.jar"),
                "annealing",
                "3.0.0-SNAPSHOT",
                "[1.0,2)",
                "a");
        TestPlugin.checksum(jar, "SHA-1");
        Files.writeString(
                version.resolve("maven-metadata.xml"),
                "<metadata><versioning><snapshotVersions><snapshotVersion><extension>jar</extension>"
                        + "<value>3.0.0-20260101.101010-1</value></snapshotVersion></snapshotVersions></versioning></metadata>");
        TestPlugin.publish(published, "annealing", "0.9.0", "[1.0,2)"); // Lists the versions anew.
        assertThat(install("com.acme:annealing:3.0.0-SNAPSHOT").version()).isEqualTo("3.0.0.SNAPSHOT");
        assertThat(install("com.acme:annealing").version()).isEqualTo("1.1.0");
    }

    @Test
    void aLockBringsTheVeryBytesOrSaysThatTheyAreOthers() throws IOException {
        JarIdentity locked = install("com.acme:annealing:1.0.0").identity();
        installer().remove("annealing");
        PluginLock lock = new PluginLock(List.of(locked));
        assertThat(installer().install(lock, List.of()))
                .extracting(InstalledPlugin::sha256)
                .containsExactly(locked.sha256());
        assertThat(installer().install(lock, List.of(locked))).isEmpty();
        installer().remove("annealing");
        Path jar = TestPlugin.jar(
                published.resolve("com/acme/annealing/1.0.0/annealing-1.0.0.jar"),
                "annealing",
                "1.0.0",
                "[1.0,2)",
                "other");
        TestPlugin.checksum(jar, "SHA-1");
        assertThatThrownBy(() -> installer().install(lock, List.of()))
                .hasMessageContaining("has the name and the version of the lock, and other bytes");
        assertNothingInstalled();
    }

    @Test
    void lockedBytesAreTakenFromTheFirstPlaceThatHasThem() throws IOException {
        JarIdentity locked = install("com.acme:annealing:1.0.0").identity();
        installer().remove("annealing");
        Path others = folder.resolve("others");
        TestPlugin.publish(others, "annealing", "1.0.0", "[1.0,3)");
        Installer installer = installer(
                MavenSettings.NONE,
                List.of(new RemoteRepository("others", others.toUri()), new RemoteRepository("acme", server.address())),
                false);
        assertThat(installer.install(new PluginLock(List.of(locked)), List.of()))
                .extracting(InstalledPlugin::sha256)
                .containsExactly(locked.sha256());
    }

    @Test
    void lockedBytesAreLookedForInEachPlaceWhateverIsWrongWithTheOthers() throws IOException {
        JarIdentity locked = install("com.acme:annealing:1.0.0").identity();
        installer().remove("annealing");
        String pinned = IndexKeys.create(folder.resolve("secret"));
        new PinnedIndexes(folder.resolve("indexes"))
                .add(indexOf(published.resolve("com/acme/annealing/1.0.0/annealing-1.0.0.jar"), pinned), fetcher());
        Files.writeString(folder.resolve("index/index.json"), "{}");
        Path whole = folder.resolve("whole");
        Path copy = TestPlugin.publish(whole, "annealing", "1.0.0", "[1.0,2)");
        Files.copy(
                published.resolve("com/acme/annealing/1.0.0/annealing-1.0.0.jar"),
                copy,
                StandardCopyOption.REPLACE_EXISTING);
        TestPlugin.checksum(copy, "SHA-1");
        server.cutOff(JAR.replace("1.1.0", "1.0.0"), new byte[10]);
        List<RemoteRepository> places =
                List.of(new RemoteRepository("acme", server.address()), new RemoteRepository("whole", whole.toUri()));
        Installer installer = installer(MavenSettings.NONE, places, false);
        assertThat(installer.install(new PluginLock(List.of(locked)), List.of()))
                .extracting(InstalledPlugin::sha256)
                .containsExactly(locked.sha256());
        assertThat(installer.notes())
                .hasSize(2)
                .anySatisfy(note -> assertThat(note).contains("isn't signed with the key"))
                .anySatisfy(note -> assertThat(note).contains("can't be fetched, in 2 attempts"));
        installer().remove("annealing");
        assertThatThrownBy(() -> installer().install(new PluginLock(List.of(locked)), List.of()))
                .hasMessageContaining("isn't signed with the key")
                .hasMessageContaining("can't be fetched, in 2 attempts");
        assertNothingInstalled();
    }

    private PinnedIndex indexOf(Path jar, String key) {
        new IndexPublisher(folder.resolve("index"), folder.resolve("secret"))
                .publish(jar, Optional.empty(), "", List.of("strategy mine"));
        return new PinnedIndex(folder.resolve("index").toUri(), key, 0);
    }

    @Test
    void aVersionThatOnePlaceCannotGiveComesFromTheNext() throws IOException {
        server.cutOff(JAR, new byte[10]);
        Path whole = folder.resolve("whole");
        TestPlugin.publish(whole, "annealing", "1.1.0", "[1.0,2)");
        List<RemoteRepository> places =
                List.of(new RemoteRepository("acme", server.address()), new RemoteRepository("whole", whole.toUri()));
        Installer installer = installer(MavenSettings.NONE, places, false);
        assertThat(installer.install(InstallRequest.parse("com.acme:annealing")).from())
                .contains("/whole/com/acme/annealing/");
        assertThat(installer.notes()).singleElement().asString().contains("can't be fetched, in 2 attempts");
    }

    @Test
    void whatAnIndexCannotGiveComesFromARepositoryInTheBytesThatItHasSigned() throws IOException {
        Path jar = published.resolve(JAR.substring(1));
        String pinned = IndexKeys.create(folder.resolve("secret"));
        new PinnedIndexes(folder.resolve("indexes")).add(indexOf(jar, pinned), fetcher());
        Path listed = folder.resolve("index/com.acme/annealing-1.1.0.jar");
        Files.writeString(listed, "others");
        Installer installer = installer();
        assertThat(installer.install(InstallRequest.parse("com.acme:annealing")).from())
                .isEqualTo(server.address().resolve(JAR).toString());
        assertThat(installer.notes())
                .singleElement()
                .asString()
                .contains("annealing-1.1.0.jar isn't what it should be: its SHA-256 is");
        installer().remove("annealing");
        TestPlugin.jar(jar, "annealing", "1.1.0", "[1.0,2)", "other");
        TestPlugin.checksum(jar, "SHA-1");
        assertThatThrownBy(() -> install("com.acme:annealing"))
                .hasMessageContaining("annealing-1.1.0.jar isn't what it should be: its SHA-256 is");
        assertNothingInstalled();
    }

    @Test
    void otherBytesThanAnIndexHasSignedAreToldWhateverIsWrongWithTheRepository() throws IOException {
        Path jar = published.resolve(JAR.substring(1));
        String pinned = IndexKeys.create(folder.resolve("secret"));
        new PinnedIndexes(folder.resolve("indexes")).add(indexOf(jar, pinned), fetcher());
        Files.writeString(folder.resolve("index/com.acme/annealing-1.1.0.jar"), "others");
        server.answer(JAR, 500);
        Installer installer = installer();
        assertThatThrownBy(() -> installer.install(InstallRequest.parse("com.acme:annealing")))
                .hasMessageContaining("annealing-1.1.0.jar isn't what it should be: its SHA-256 is");
        assertThat(installer.notes()).singleElement().asString().contains("the server answers 500");
        assertNothingInstalled();
    }

    @Test
    void whatWasInstalledBeforeSomethingFailedIsKnown() {
        InstalledPlugin first = install("com.acme:annealing:1.0.0");
        JarIdentity locked = new JarIdentity("a", "1.0.0", "com.acme:annealing:1.0.0", first.sha256());
        JarIdentity unknown = new JarIdentity("b", "1.0.0", "", "0".repeat(64));
        installer().remove("annealing");
        Installer installer = installer();
        assertThatThrownBy(() -> installer.install(new PluginLock(List.of(locked, unknown)), List.of()))
                .hasMessageContaining("was not published");
        assertThat(installer.installed()).containsExactly(first);
    }

    @Test
    void anIndexThatIsGoneIsAskedOnceForAllPlugins() throws IOException {
        TestPlugin.publish(published, "cooling", "1.0.0", "[1.0,2)");
        String pinned = IndexKeys.create(folder.resolve("secret"));
        indexOf(published.resolve(JAR.substring(1)), pinned);
        try (FaultyServer web = new FaultyServer(folder.resolve("index"))) {
            new PinnedIndexes(folder.resolve("indexes")).add(new PinnedIndex(web.address(), pinned, 0), fetcher());
            web.asked.clear();
            web.answer("/index.json", 500);
            Installer installer = installer();
            installer.install(InstallRequest.parse("com.acme:annealing"));
            installer.install(InstallRequest.parse("com.acme:cooling"));
            installer.outdated();
            assertThat(web.asked).hasSize(2);
            assertThat(installer.notes()).singleElement().asString().contains("the server answers 500");
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUpOnceForAllPlugins() throws IOException {
        TestPlugin.publish(published, "cooling", "1.0.0", "[1.0,2)");
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            AtomicInteger connections = new AtomicInteger();
            List<Socket> held = new CopyOnWriteArrayList<>();
            Thread accepting = new Thread(() -> {
                try {
                    while (true) {
                        held.add(mute.accept());
                        connections.incrementAndGet();
                    }
                } catch (IOException e) {
                    return; // The test is over.
                }
            });
            accepting.setDaemon(true);
            accepting.start();
            URI silent = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/");
            Installer installer = installer(
                    MavenSettings.NONE,
                    List.of(new RemoteRepository("mute", silent), new RemoteRepository("folder", published.toUri())),
                    false,
                    IMPATIENT);
            for (String name : List.of("annealing", "cooling")) {
                assertThat(installer
                                .install(InstallRequest.parse("com.acme:" + name))
                                .artifact())
                        .isPresent();
            }
            assertThat(connections).hasValue(2); // As many as there are attempts for one plug-in.
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void aPluginOfWhichNothingCanBeLearnedCostsTheOthersNothing() throws IOException {
        TestPlugin.publish(published, "cooling", "1.0.0", "[1.0,2)");
        install("com.acme:annealing:1.0.0");
        install("com.acme:cooling");
        server.answer("/com/acme/cooling/maven-metadata.xml", 500);
        Installer installer = installer();
        assertThat(installer.outdated())
                .extracting(outdated -> outdated.plugin().bundle())
                .containsExactly("com.acme.annealing");
        assertThat(installer.notes()).singleElement().asString().contains("the server answers 500");
        server.answer("/com/acme/annealing/maven-metadata.xml", 500);
        assertThatThrownBy(() -> installer().outdated()).hasMessageContaining("the server answers 500");
    }

    @Test
    void ofTwoPluginsInTheBookThatShareAFileTheOneIsThereWhoseBytesItHas() throws IOException {
        Path theirs = TestPlugin.jar(folder.resolve("b/own.jar"), "org.other", "own", "1.0.0", "[1.0,2)", "b");
        InstalledPlugin second = install(theirs.toString());
        Path book = store.folder().resolve("installed.json");
        String entry = "{\"bundle\": \"com.acme.own\", \"version\": \"1.0.0\", \"artifact\": \"com.acme:own:1.0.0\","
                + " \"sha256\": \"" + "0".repeat(64) + "\", \"file\": \"" + second.file() + "\", \"from\": \"x\"}";
        String told = Files.readString(book);
        Files.writeString(book, told.replaceFirst("\\[", "[" + entry + ","));
        assertThat(store.installed()).containsExactly(second);
        Path ours = TestPlugin.jar(folder.resolve("a/own.jar"), "com.acme", "own", "1.0.0", "[1.0,2)", "a");
        InstalledPlugin first = install(ours.toString());
        assertThat(store.folder().resolve(first.file())).hasSameBinaryContentAs(ours);
        assertThat(store.folder().resolve(second.file())).hasSameBinaryContentAs(theirs);
        installer().remove("com.acme:own");
        assertThat(store.installed()).containsExactly(second);
        assertThat(store.folder().resolve(second.file())).hasSameBinaryContentAs(theirs);
    }

    @Test
    void anIndexWithOtherBytesThanTheLockIsNamedAsThat() throws IOException {
        Path index = folder.resolve("index");
        Path key = folder.resolve("secret");
        String pinned = IndexKeys.create(key);
        Path jar = TestPlugin.jar(folder.resolve("own.jar"), "own", "1.0.0", "[1.0,2)", "a");
        new IndexPublisher(index, key).publish(jar, Optional.empty(), "", List.of("strategy mine"));
        new PinnedIndexes(folder.resolve("indexes")).add(new PinnedIndex(index.toUri(), pinned, 0), fetcher());
        JarIdentity other = new JarIdentity("com.acme.own", "1.0.0", "com.acme:own:1.0.0", "0".repeat(64));
        assertThatThrownBy(() -> installer().install(new PluginLock(List.of(other)), List.of()))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("has the name and the version of the lock, and other bytes")
                .hasMessageContaining(index.toUri() + " has the SHA-256 "
                        + Checksum.of(Checksum.SHA_256, jar).digest());
        assertNothingInstalled();
    }

    @Test
    void anIndexThatCannotBeUsedCostsTheOthersNothing() throws IOException {
        Path key = folder.resolve("secret");
        String pinned = IndexKeys.create(key);
        PinnedIndexes indexes = new PinnedIndexes(folder.resolve("indexes"));
        for (String name : List.of("bad", "good")) {
            Path index = folder.resolve(name);
            Path jar = TestPlugin.jar(folder.resolve(name + ".jar"), name, "1.0.0", "[1.0,2)", "a");
            new IndexPublisher(index, key).publish(jar, Optional.empty(), "", List.of("strategy " + name));
            indexes.add(new PinnedIndex(index.toUri(), pinned, 0), fetcher());
        }
        Files.writeString(folder.resolve("bad/index.json"), "{}");
        Installer installer = installer();
        assertThat(installer.install(InstallRequest.parse("good")).version()).isEqualTo("1.0.0");
        assertThat(installer.notes()).singleElement().asString().contains("bad/ isn't signed with the key");
        assertThatThrownBy(() -> install("bad"))
                .hasMessageContaining("No index has a plug-in 'bad'")
                .hasMessageContaining("bad/ isn't signed with the key");
        assertThat(indexes.all()).extracting(PinnedIndex::serial).containsExactly(1L, 1L);
        Files.writeString(folder.resolve("good/index.json"), "{}");
        assertThatThrownBy(() -> install("good")).hasMessageContaining("bad/ isn't signed with the key");
    }

    @ParameterizedTest
    @CsvSource({
        "group, ../x",
        "artifact, a/b",
        "version, ../../evil",
        "version, ''",
        "file, a b.jar",
        "file, ''",
        "sha256, abc"
    })
    void whatAnIndexSaysIsCheckedBeforeAnythingIsMadeOfIt(String name, String value) throws Exception {
        Path index = folder.resolve("index");
        Path key = folder.resolve("secret");
        String pinned = IndexKeys.create(key);
        new IndexPublisher(index, key)
                .publish(
                        TestPlugin.jar(folder.resolve("own.jar"), "own", "1.0.0", "[1.0,2)", "a"),
                        Optional.empty(),
                        "\u001b[31mred",
                        List.of("strategy mine"));
        PinnedIndex pin = new PinnedIndex(index.toUri(), pinned, 0);
        assertThat(pin.fetch(fetcher()).entries())
                .singleElement()
                .satisfies(entry -> assertThat(entry.description()).isEqualTo(" [31mred"));
        Path json = index.resolve("index.json");
        Files.writeString(
                json, Files.readString(json).replaceFirst("(\"" + name + "\" : )\"[^\"]*\"", "$1\"" + value + "\""));
        sign(json, key);
        assertThatThrownBy(() -> pin.fetch(fetcher()))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("has '" + value + "' as " + name + " of a plug-in");
    }

    private static void sign(Path json, Path key) throws Exception {
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        Base64.getDecoder().decode(Files.readAllLines(key).get(0)))));
        signature.update(FaultyServer.read(json));
        Files.writeString(
                json.resolveSibling("index.json.sig"), Base64.getEncoder().encodeToString(signature.sign()));
    }

    private static Fetcher fetcher() {
        return new Fetcher(MavenSettings.NONE.proxySelector(), MavenSettings.NONE.logins(List.of()), PATIENT, false);
    }

    @Test
    void anIndexIsUsedByItsKeyAndNeverRolledBack() throws IOException {
        Path index = folder.resolve("index");
        Path key = folder.resolve("secret");
        String pinned = IndexKeys.create(key);
        IndexPublisher publisher = new IndexPublisher(index, key);
        publisher.publish(
                TestPlugin.jar(folder.resolve("own-1.jar"), "own", "1.0.0", "[1.0,2)", "a"),
                Optional.empty(),
                "An own one.",
                List.of("strategy mine"));
        byte[] oldList = FaultyServer.read(index.resolve("index.json"));
        byte[] oldSignature = FaultyServer.read(index.resolve("index.json.sig"));
        publisher.publish(
                TestPlugin.jar(folder.resolve("own-2.jar"), "own", "1.1.0", "[1.0,2)", "b"),
                Optional.empty(),
                "An own one.",
                List.of("strategy mine"));
        try (FaultyServer web = new FaultyServer(index)) {
            PinnedIndexes indexes = new PinnedIndexes(folder.resolve("indexes"));
            indexes.add(new PinnedIndex(web.address(), pinned, 0), fetcher());
            assertThat(indexes.all()).extracting(PinnedIndex::serial).containsExactly(2L);
            assertThat(install("mine").version()).isEqualTo("1.1.0");
            assertThat(install("own@1.0.0").version()).isEqualTo("1.0.0");
            assertThat(install("com.acme:own:[1,1.1)").from()).contains("com.acme/own-1.0.0.jar");
            assertThatThrownBy(() -> install("yours")).hasMessageContaining("No index has a plug-in 'yours'");

            web.answer("/index.json", oldList);
            assertThatThrownBy(() -> install("mine")).hasMessageContaining("isn't signed with the key that you trust");
            web.answer("/index.json.sig", oldSignature);
            assertThatThrownBy(() -> install("mine"))
                    .hasMessageContaining("was rolled back: it is the list number 1, and number 2 was seen before");
            Installer other = installer();
            other.install(InstallRequest.parse("com.acme:annealing"));
            assertThat(other.notes()).singleElement().asString().contains("was rolled back");

            web.mend("/index.json");
            web.mend("/index.json.sig");
            web.answer("/com.acme/own-1.1.0.jar", FaultyServer.read(index.resolve("com.acme/own-1.0.0.jar")));
            installer().remove("com.acme.own:1.1.0");
            assertThatThrownBy(() -> install("mine")).hasMessageContaining("isn't what it should be: its SHA-256 is");
        }
        assertThatThrownBy(() -> publisher.publish(
                        TestPlugin.jar(folder.resolve("own-3.jar"), "own", "1.1.0", "[1.0,2)", "c"),
                        Optional.empty(),
                        "",
                        List.of()))
                .hasMessageContaining("is published already, with other bytes");
        publisher.publish(
                TestPlugin.jar(folder.resolve("own-4.jar"), "own", "1.2.0", "[1.0,2)", "d"),
                Optional.empty(),
                "",
                List.of());
        assertThat(index.resolve("index.json")).content().contains("An own one.");
    }

    @Test
    void aKeyThatIsNoneIsToldSo() {
        assertThatThrownBy(() -> new PinnedIndex(URI.create("https://example.org/"), "abc", 0))
                .hasMessageContaining("'abc' is no key of an index");
    }
}
