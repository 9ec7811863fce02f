package io.lanista.install;

import io.lanista.install.fetch.Checksum;
import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.Fetcher;
import io.lanista.install.index.PinnedIndexes;
import io.lanista.install.index.PluginIndex;
import io.lanista.install.maven.MavenRepositories;
import io.lanista.install.maven.RemoteRepository;
import io.lanista.runtime.artifact.Artifact;
import io.lanista.runtime.artifact.ArtifactId;
import io.lanista.runtime.artifact.ArtifactRequest;
import io.lanista.runtime.artifact.ArtifactVersion;
import io.lanista.runtime.artifact.JarIdentity;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.artifact.VersionRequirement;
import io.lanista.runtime.plugin.JarInspection;
import io.lanista.runtime.plugin.PluginException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Installs plug-ins: finds a version that this host can run, fetches it, checks it, and takes it into the store. Nothing of a plug-in is
 * run for it. Confined to one thread.
 */
public final class Installer {
    private static final long MAX_CHECKSUM = 4 << 10;

    private final PluginStore store;
    private final Fetcher fetcher;
    private final MavenRepositories repositories;
    private final PinnedIndexes indexes;
    private final List<String> notes = new ArrayList<>();

    /** Into a store, from repositories and indexes. */
    public Installer(PluginStore store, Fetcher fetcher, MavenRepositories repositories, PinnedIndexes indexes) {
        this.store = store;
        this.fetcher = fetcher;
        this.repositories = repositories;
        this.indexes = indexes;
    }

    /** What users should know of what was done, one sentence each: versions that were passed over, and what was not checked. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /**
     * Installs a plug-in.
     *
     * @throws FetchException if there is none, or it isn't what it should be
     * @throws PluginException if it is damaged, or this host can't run it
     */
    public InstalledPlugin install(InstallRequest request) {
        return install(request, Optional.empty());
    }

    private InstalledPlugin install(InstallRequest request, Optional<InstalledPlugin> replaced) {
        if (request instanceof InstallRequest.Published published) {
            return published(published.request(), replaced);
        }
        if (request instanceof InstallRequest.Named named) {
            return named(named, replaced);
        }
        if (request instanceof InstallRequest.Local local) {
            return taken(
                    part -> copy(local.file(), part),
                    Optional.empty(),
                    local.file().toAbsolutePath().toUri().toString());
        }
        InstallRequest.Remote remote = (InstallRequest.Remote) request;
        return taken(
                part -> fetch(remote, part), Optional.empty(), remote.address().toString());
    }

    /** Puts a jar where it is told. */
    private interface Delivery {
        void to(Path part);
    }

    private static void copy(Path file, Path part) {
        try {
            Files.copy(file, part, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fetch(InstallRequest.Remote remote, Path part) {
        URI address = remote.address();
        Checksum expected = remote.sha256()
                .map(digest -> Checksum.parse(Checksum.SHA_256, digest, "The digest"))
                .orElseGet(() -> beside(address));
        if (!fetcher.file(address, part)) {
            throw new FetchException("There is nothing at " + address + ". Maybe check the address.");
        }
        expected.check(part, address.toString());
    }

    private Checksum beside(URI address) {
        URI place = URI.create(address + ".sha256");
        byte[] text = fetcher.bytes(place, MAX_CHECKSUM)
                .orElseThrow(() -> new FetchException(address
                        + " has no checksum beside it (.sha256), and so can't be checked. Maybe write the digest that it must have"
                        + " behind the address: #sha256=…."));
        return Checksum.parse(Checksum.SHA_256, new String(text, StandardCharsets.UTF_8), place.toString());
    }

    /** Takes one jar, which must be fit for this host. */
    private InstalledPlugin taken(Delivery delivery, Optional<Artifact> artifact, String from) {
        Path part = store.part();
        try {
            delivery.to(part);
            JarInspection inspected = inspected(part, from);
            if (!inspected.misfits().isEmpty()) {
                throw new PluginException(from + " " + inspected.misfits().get(0) + " Nothing was installed.");
            }
            return store.add(part, inspected, artifact.or(inspected::artifact), from, Optional.empty());
        } finally {
            drop(part);
        }
    }

    private static JarInspection inspected(Path part, String from) {
        try {
            return JarInspection.of(part);
        } catch (PluginException e) {
            throw new PluginException(
                    String.valueOf(e.getMessage()).replace(String.valueOf(part.getFileName()), from)
                            + " Nothing was installed.",
                    e);
        }
    }

    private static void drop(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InstalledPlugin published(ArtifactRequest request, Optional<InstalledPlugin> replaced) {
        VersionRequirement wanted = request.version();
        Map<ArtifactVersion, RemoteRepository> versions = repositories.versions(request.id(), wanted);
        if (versions.isEmpty()) {
            throw notFound(request);
        }
        Path part = store.part();
        try {
            for (Map.Entry<ArtifactVersion, RemoteRepository> version : versions.entrySet()) {
                Artifact artifact = new Artifact(request.id(), version.getKey());
                Optional<MavenRepositories.Fetched> fetched = repositories.fetch(version.getValue(), artifact, part);
                if (fetched.isEmpty()) {
                    notes.add(artifact + " is listed, and its jar isn't there.");
                    continue;
                }
                String from = fetched.get().from();
                JarInspection inspected = inspected(part, from);
                if (isFit(artifact, inspected, versions.size() == 1)) {
                    if (!fetched.get().isChecked()) {
                        notes.add(
                                from
                                        + " has no checksum beside it; it lies on this machine, so that it was taken as it is.");
                    }
                    return store.add(part, inspected, Optional.of(artifact), from, replaced);
                }
            }
        } finally {
            drop(part);
        }
        throw noneFits(request.toString());
    }

    private boolean isFit(Artifact artifact, JarInspection inspected, boolean isOnly) {
        if (inspected.misfits().isEmpty()) {
            return true;
        }
        String misfit = inspected.misfits().get(0);
        if (isOnly) {
            throw new PluginException(artifact + " " + misfit + " Nothing was installed.");
        }
        notes.add(artifact + " was passed over: it " + misfit);
        return false;
    }

    private FetchException notFound(ArtifactRequest request) {
        Map<ArtifactVersion, RemoteRepository> others =
                repositories.versions(request.id(), new VersionRequirement("[0-alpha,)"));
        String there = others.isEmpty()
                ? "There is no " + request.id()
                : "No version of " + request.id() + " fits '" + request.version() + "'. There are "
                        + String.join(
                                ", ",
                                others.keySet().stream()
                                        .map(ArtifactVersion::text)
                                        .toList());
        return new FetchException(there + " (looked in " + String.join(", ", repositories.places()) + ")."
                + (others.isEmpty() ? " Maybe check the name, or name its repository with --repository." : ""));
    }

    private PluginException noneFits(String what) {
        return new PluginException("This host can run no version of " + what + ". " + String.join(" ", notes));
    }

    private InstalledPlugin named(InstallRequest.Named named, Optional<InstalledPlugin> replaced) {
        List<PinnedIndexes.Listed> listed = indexes.fetch(fetcher);
        List<Offer> offers = new ArrayList<>();
        for (PinnedIndexes.Listed one : listed) {
            one.index().entries().stream()
                    .filter(entry -> entry.isCalled(named.name()))
                    .forEach(entry -> offers.add(new Offer(one.pin().address(), entry)));
        }
        List<ArtifactId> ids =
                offers.stream().map(offer -> offer.entry().id()).distinct().toList();
        if (ids.isEmpty()) {
            throw new FetchException("No index has a plug-in '" + named.name() + "' ("
                    + (listed.isEmpty()
                            ? "there are no indexes yet"
                            : "looked in "
                                    + String.join(
                                            ", ",
                                            listed.stream()
                                                    .map(l -> l.pin().address().toString())
                                                    .toList()))
                    + "). Maybe write it as group:artifact, which Maven repositories know, or add an index.");
        }
        if (ids.size() > 1) {
            throw new FetchException("More than one plug-in is called '" + named.name() + "'. Say which: "
                    + String.join(" or ", ids.stream().map(ArtifactId::toString).toList()) + ".");
        }
        return offered(offers.get(0), named, replaced);
    }

    /** A plug-in that an index lists. */
    private record Offer(URI index, PluginIndex.Entry entry) {}

    private InstalledPlugin offered(Offer offer, InstallRequest.Named named, Optional<InstalledPlugin> replaced) {
        List<PluginIndex.Version> versions = offer.entry().versions().stream()
                .filter(version -> named.version().includes(version.version()))
                .toList();
        if (versions.isEmpty()) {
            throw new FetchException(
                    "No version of " + offer.entry().id() + " fits '" + named.version() + "'. There are "
                            + String.join(
                                    ", ",
                                    offer.entry().versions().stream()
                                            .map(v -> v.version().text())
                                            .toList()) + ".");
        }
        Path part = store.part();
        try {
            for (PluginIndex.Version version : versions) {
                Artifact artifact = new Artifact(offer.entry().id(), version.version());
                URI address = offer.index().resolve(version.file());
                if (!fetcher.file(address, part)) {
                    throw new FetchException(
                            address + " isn't there, though the index lists it. Maybe tell its owner.");
                }
                Checksum.parse(Checksum.SHA_256, version.sha256(), "The digest in the index")
                        .check(part, address.toString());
                JarInspection inspected = inspected(part, address.toString());
                if (isFit(artifact, inspected, versions.size() == 1)) {
                    return store.add(part, inspected, Optional.of(artifact), address.toString(), replaced);
                }
            }
        } finally {
            drop(part);
        }
        throw noneFits(offer.entry().id().toString());
    }

    /** Takes a plug-in away. */
    public InstalledPlugin remove(String name) {
        InstalledPlugin plugin = installed(name);
        store.remove(plugin);
        return plugin;
    }

    /** The installed plug-in of this name. */
    private InstalledPlugin installed(String name) {
        List<InstalledPlugin> called = store.installed().stream()
                .filter(plugin -> plugin.isCalled(name))
                .toList();
        if (called.isEmpty()) {
            List<String> there =
                    store.installed().stream().map(InstalledPlugin::toString).toList();
            throw new FetchException("No plug-in '" + name + "' was installed into " + store.folder() + ". Installed: "
                    + (there.isEmpty() ? "none" : String.join(", ", there)) + ".");
        }
        if (called.size() > 1) {
            throw new FetchException("More than one plug-in is called '" + name + "'. Say which: "
                    + String.join(
                            " or ",
                            called.stream().map(InstalledPlugin::toString).toList()) + ".");
        }
        return called.get(0);
    }

    /** A plug-in of which there is a newer version. */
    public record Outdated(InstalledPlugin plugin, ArtifactVersion newest) {}

    /** Those of which there is a newer release; whether this host can run it shows when it is installed. */
    public List<Outdated> outdated() {
        List<PinnedIndexes.Listed> listed = indexes.fetch(fetcher);
        List<Outdated> outdated = new ArrayList<>();
        for (InstalledPlugin plugin : store.installed()) {
            plugin.artifact()
                    .flatMap(artifact ->
                            newest(artifact.id(), listed).filter(version -> version.compareTo(artifact.version()) > 0))
                    .ifPresent(version -> outdated.add(new Outdated(plugin, version)));
        }
        return outdated;
    }

    private Optional<ArtifactVersion> newest(ArtifactId id, List<PinnedIndexes.Listed> listed) {
        List<ArtifactVersion> versions = new ArrayList<>(
                repositories.versions(id, VersionRequirement.ANY).keySet());
        for (PinnedIndexes.Listed one : listed) {
            one.index().entries().stream()
                    .filter(entry -> entry.id().equals(id))
                    .flatMap(entry -> entry.versions().stream())
                    .map(PluginIndex.Version::version)
                    .filter(VersionRequirement.ANY::includes)
                    .forEach(versions::add);
        }
        return versions.stream().max(ArtifactVersion::compareTo);
    }

    /** Installs the newest release in the place of one that is there. */
    public InstalledPlugin update(Outdated outdated) {
        ArtifactId id = outdated.plugin().artifact().orElseThrow().id();
        VersionRequirement newer =
                new VersionRequirement("(" + outdated.plugin().artifact().get().version() + ",)");
        boolean inRepository = !repositories.versions(id, newer).isEmpty();
        return install(
                inRepository
                        ? new InstallRequest.Published(new ArtifactRequest(id, newer))
                        : new InstallRequest.Named(id.toString(), newer),
                Optional.of(outdated.plugin()));
    }

    /**
     * Installs what a lock names and is not there yet, in the very bytes.
     *
     * @param there what the host has already, from wherever
     */
    public List<InstalledPlugin> install(PluginLock lock, List<JarIdentity> there) {
        List<JarIdentity> missing = lock.jars().stream()
                .filter(jar -> there.stream().noneMatch(other -> other.sha256().equals(jar.sha256())))
                .toList();
        List<InstalledPlugin> installed = new ArrayList<>();
        for (JarIdentity jar : missing) {
            Artifact artifact = PluginLock.published(jar)
                    .orElseThrow(
                            () -> new FetchException(
                                    "The plug-in " + jar.origin() + " of the lock (SHA-256 " + jar.sha256()
                                            + ") was not published. Get its jar from whoever made the lock, and install the file."));
            installed.add(locked(jar, artifact));
        }
        return installed;
    }

    private InstalledPlugin locked(JarIdentity jar, Artifact artifact) {
        Checksum expected = new Checksum(Checksum.SHA_256, jar.sha256());
        VersionRequirement only = new VersionRequirement("[" + artifact.version() + "]");
        for (PinnedIndexes.Listed one : indexes.fetch(fetcher)) {
            for (PluginIndex.Entry entry : one.index().entries()) {
                Optional<PluginIndex.Version> version = entry.versions().stream()
                        .filter(v ->
                                entry.id().equals(artifact.id()) && v.sha256().equals(jar.sha256()))
                        .findFirst();
                if (version.isPresent()) {
                    URI address = one.pin().address().resolve(version.get().file());
                    return taken(
                            part -> fetch(new InstallRequest.Remote(address, Optional.of(jar.sha256())), part),
                            Optional.of(artifact),
                            address.toString());
                }
            }
        }
        RemoteRepository repository = repositories.versions(artifact.id(), only).entrySet().stream()
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> notFound(new ArtifactRequest(artifact.id(), only)));
        return taken(
                part -> {
                    if (repositories.fetch(repository, artifact, part).isEmpty()) {
                        throw notFound(new ArtifactRequest(artifact.id(), only));
                    }
                    if (!Checksum.of(Checksum.SHA_256, part).equals(expected)) {
                        throw new FetchException(artifact + " in " + repository.address()
                                + " has the name and the version of the lock, and other bytes: its SHA-256 is "
                                + Checksum.of(Checksum.SHA_256, part).digest() + ", and that of the lock is "
                                + jar.sha256()
                                + ". Nothing was installed.");
                    }
                },
                Optional.of(artifact),
                repository.address().toString());
    }
}
