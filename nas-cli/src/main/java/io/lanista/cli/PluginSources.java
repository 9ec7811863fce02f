package io.lanista.cli;

import io.lanista.install.Installer;
import io.lanista.install.PluginStore;
import io.lanista.install.fetch.Fetcher;
import io.lanista.install.fetch.Limits;
import io.lanista.install.index.PinnedIndexes;
import io.lanista.install.maven.MavenRepositories;
import io.lanista.install.maven.MavenSettings;
import io.lanista.install.maven.RemoteRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where plug-ins come from and go to, as options of the commands that install them. */
final class PluginSources {
    private static final String TUNNELING = "jdk.http.auth.tunneling.disabledSchemes";

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "The folder of plug-ins to change; that of the user unless given.")
    private @Nullable Path folder;

    @Option(
            names = "--repository",
            paramLabel = "PLACE",
            description = "A further Maven repository, asked first: https://… or a folder. May be given several times.")
    private List<String> repositories = new ArrayList<>();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "Maven's settings, for mirrors, proxies and logins; ~/.m2/settings.xml unless given.")
    private @Nullable Path settings;

    @Option(names = "--offline", description = "Look into folders of this machine only.")
    private boolean offline;

    /** Those that were given first, then what lies on this machine, then Maven Central or its mirror. */
    private List<RemoteRepository> places(MavenSettings read) {
        List<RemoteRepository> places = new ArrayList<>();
        for (String place : repositories) {
            places.add(new RemoteRepository(place, RemoteRepository.address(place)));
        }
        Optional.ofNullable(System.getProperty("lanista.home"))
                .map(home -> Path.of(home, "sdk", "repository"))
                .filter(Files::isDirectory)
                .ifPresent(sdk -> places.add(new RemoteRepository("lanista-sdk", sdk.toUri())));
        read.localRepository()
                .or(() -> home().map(home -> home.resolve(".m2").resolve("repository")))
                .filter(Files::isDirectory)
                .ifPresent(local -> places.add(new RemoteRepository("local", local.toUri())));
        if (!isOffline(read)) {
            places.add(read.mirrored(RemoteRepository.CENTRAL));
        }
        return places;
    }

    private boolean isOffline(MavenSettings read) {
        return offline || read.isOffline();
    }

    private static Optional<Path> home() {
        return UserFolders.find(System.getenv()).isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(System.getProperty("user.home")));
    }

    private MavenSettings settings() {
        Path given = settings;
        if (given != null && !Files.exists(given)) {
            throw new UserMistake("The file (" + given + ") doesn't exist. Maybe check its path.");
        }
        return Optional.ofNullable(given)
                .or(() -> home().map(home -> home.resolve(".m2").resolve("settings.xml")))
                .map(file -> MavenSettings.read(file, System.getenv()))
                .orElse(MavenSettings.NONE);
    }

    PluginStore store() {
        return new PluginStore(
                Objects.requireNonNullElseGet(folder, () -> UserFolders.need().resolve("plugins")));
    }

    static PinnedIndexes indexes() {
        return new PinnedIndexes(UserFolders.find(System.getenv())
                .orElse(Path.of(System.getProperty("java.io.tmpdir"), "no-user"))
                .resolve("indexes"));
    }

    Fetcher fetcher() {
        MavenSettings read = settings();
        if (read.proxies().stream().anyMatch(proxy -> proxy.login().isPresent())
                && System.getProperty(TUNNELING) == null) {
            // The JDK tells a proxy nobody's login on the way to an https server, unless this is set before its first
            // client. Whoever has set it knows why.
            System.setProperty(TUNNELING, "");
        }
        return new Fetcher(read.proxySelector(), read.logins(places(read)), Limits.USUAL, isOffline(read));
    }

    Installer installer() {
        return new Installer(store(), fetcher(), repositories(), indexes());
    }

    MavenRepositories repositories() {
        return new MavenRepositories(fetcher(), places(settings()));
    }
}
