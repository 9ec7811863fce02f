package io.lanista.install;

import io.lanista.install.fetch.Checksum;
import io.lanista.install.fetch.FetchException;
import io.lanista.install.fetch.Fetcher;
import io.lanista.install.fetch.WaysOut;
import io.lanista.install.index.PinnedIndex;
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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Installs plug-ins: finds a version that this host can run, fetches it, checks it, and takes it into the store. Nothing of a plug-in is
 * run for it. Confined to one thread.
 */
public final class Installer {
    private static final long MAX_CHECKSUM = 4 << 10;
    private static final VersionRequirement ALL = new VersionRequirement("[0-alpha,)");

    private final PluginStore store;
    private final Fetcher fetcher;
    private final MavenRepositories repositories;
    private final PinnedIndexes indexes;
    private final Set<String> notes = new LinkedHashSet<>();
    private final List<InstalledPlugin> installed = new ArrayList<>();
    private PinnedIndexes.@Nullable Lists lists;
    private @Nullable FetchException noIndex;

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

    /** What this has installed, in order; also if something failed after that. */
    public List<InstalledPlugin> installed() {
        return List.copyOf(installed);
    }

    private InstalledPlugin add(
            Path part,
            JarInspection inspected,
            Optional<Artifact> artifact,
            String from,
            Optional<InstalledPlugin> replaced) {
        InstalledPlugin added = store.add(part, inspected, artifact, from, replaced);
        installed.add(added);
        return added;
    }

    /**
     * Installs a plug-in.
     *
     * @throws FetchException if there is none, or it isn't what it should be
     * @throws PluginException if it is damaged, or this host can't run it
     */
    public InstalledPlugin install(InstallRequest request) {
        if (request instanceof InstallRequest.Published published) {
            return published(published.request(), Optional.empty());
        }
        if (request instanceof InstallRequest.Named named) {
            return named(named);
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
            return add(part, inspected, artifact.or(inspected::artifact), from, Optional.empty());
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

    /** Puts a version's jar where it is told, checked; empty if it isn't there. */
    private interface Source {
        Optional<MavenRepositories.Fetched> fetch(Path part);

        /** What its bytes are known by beforehand. */
        default Optional<Checksum> signed() {
            return Optional.empty();
        }
    }

    /**
     * What an index lists, from there; or else from a repository that has the very bytes which the index has signed. If neither can give
     * it, what is wrong with the index is what fails, and what is wrong with the repository is noted.
     */
    private Source orSameBytes(Source repository, Source index) {
        return part -> {
            try {
                return index.fetch(part);
            } catch (FetchException e) {
                Optional<MavenRepositories.Fetched> same = sameBytes(repository, index, part);
                if (same.isEmpty()) {
                    throw e;
                }
                note(List.of(e));
                return same;
            }
        };
    }

    private Optional<MavenRepositories.Fetched> sameBytes(Source repository, Source index, Path part) {
        Optional<MavenRepositories.Fetched> fetched;
        try {
            fetched = repository.fetch(part);
        } catch (FetchException e) {
            note(List.of(e));
            return Optional.empty();
        }
        if (fetched.isPresent() && !index.signed().equals(Optional.of(Checksum.of(Checksum.SHA_256, part)))) {
            notes.add(fetched.get().from() + " has other bytes than those that the index has signed.");
            return Optional.empty();
        }
        return fetched;
    }

    private InstalledPlugin published(ArtifactRequest request, Optional<InstalledPlugin> replaced) {
        Map<ArtifactVersion, Source> versions = versions(request.id(), request.version());
        if (versions.isEmpty()) {
            throw notFound(request);
        }
        return newest(request.id(), versions, replaced);
    }

    /**
     * What repositories and indexes have of a plug-in, the newest first. Of a version that both have, the index is asked, since it is
     * signed. Where one kind can't be asked, that is noted, and fails only if the other has nothing.
     */
    private Map<ArtifactVersion, Source> versions(ArtifactId id, VersionRequirement wanted) {
        Map<ArtifactVersion, Source> found = new TreeMap<>(Comparator.reverseOrder());
        List<FetchException> failures = new ArrayList<>();
        try {
            repositories
                    .versions(id, wanted)
                    .forEach((version, having) ->
                            found.put(version, part -> fetch(having, new Artifact(id, version), part)));
        } catch (FetchException e) {
            failures.add(e);
        }
        try {
            indexed(id, wanted).forEach((version, source) -> found.merge(version, source, this::orSameBytes));
        } catch (FetchException e) {
            failures.add(e);
        }
        if (found.isEmpty() && !failures.isEmpty()) {
            throw first(failures);
        }
        note(failures);
        return found;
    }

    /** From the first of these repositories that has it in order; what is wrong with those before is noted. */
    private Optional<MavenRepositories.Fetched> fetch(List<RemoteRepository> having, Artifact artifact, Path part) {
        List<FetchException> failures = new ArrayList<>();
        for (RemoteRepository repository : having) {
            try {
                Optional<MavenRepositories.Fetched> fetched = repositories.fetch(repository, artifact, part);
                if (fetched.isPresent()) {
                    note(failures);
                    return fetched;
                }
            } catch (FetchException e) {
                failures.add(e);
            }
        }
        if (!failures.isEmpty()) {
            throw first(failures);
        }
        return Optional.empty();
    }

    /** The first of several, to be thrown; the others are noted. */
    private FetchException first(List<FetchException> failures) {
        note(failures.subList(1, failures.size()));
        return failures.get(0);
    }

    private void note(List<FetchException> failures) {
        failures.forEach(failure -> notes.add(String.valueOf(failure.getMessage())));
    }

    private Map<ArtifactVersion, Source> indexed(ArtifactId id, VersionRequirement wanted) {
        Map<ArtifactVersion, Source> found = new TreeMap<>(Comparator.reverseOrder());
        for (PinnedIndexes.Listed one : listed()) {
            one.index().entries().stream()
                    .filter(entry -> entry.id().equals(id))
                    .flatMap(entry -> entry.versions().stream())
                    .filter(version -> wanted.includes(version.version()))
                    .forEach(version -> found.putIfAbsent(version.version(), new Indexed(one.pin(), version)));
        }
        return found;
    }

    /** A version that an index lists. */
    private final class Indexed implements Source {
        private final PinnedIndex index;
        private final PluginIndex.Version version;

        Indexed(PinnedIndex index, PluginIndex.Version version) {
            this.index = index;
            this.version = version;
        }

        @Override
        public Optional<Checksum> signed() {
            return Optional.of(Checksum.parse(Checksum.SHA_256, version.sha256(), "The digest in the index"));
        }

        @Override
        public Optional<MavenRepositories.Fetched> fetch(Path part) {
            URI address = index.address().resolve(version.file());
            if (!fetcher.file(address, part)) {
                throw new FetchException(address + " isn't there, though the index lists it. Maybe tell its owner.");
            }
            signed().orElseThrow().check(part, address.toString());
            return Optional.of(new MavenRepositories.Fetched(address.toString(), true));
        }
    }

    /** What the indexes list, fetched once; those that can't be used are noted. */
    private List<PinnedIndexes.Listed> listed() {
        if (noIndex != null) {
            throw noIndex;
        }
        PinnedIndexes.Lists fetched = lists;
        if (fetched == null) {
            try {
                fetched = indexes.fetch(fetcher);
            } catch (FetchException e) {
                noIndex = e;
                throw e;
            }
            lists = fetched;
            note(fetched.failures());
        }
        return fetched.usable();
    }

    /** Why indexes were not used, to be said where something was not found; begins with a blank. */
    private String unusedIndexes() {
        PinnedIndexes.Lists fetched = lists;
        return fetched == null
                ? ""
                : fetched.failures().stream()
                        .map(failure -> " " + failure.getMessage())
                        .collect(Collectors.joining());
    }

    /** Takes the newest that is there and fit for this host. */
    private InstalledPlugin newest(
            ArtifactId id, Map<ArtifactVersion, Source> versions, Optional<InstalledPlugin> replaced) {
        Path part = store.part();
        try {
            for (Map.Entry<ArtifactVersion, Source> version : versions.entrySet()) {
                Artifact artifact = new Artifact(id, version.getKey());
                Optional<MavenRepositories.Fetched> fetched = version.getValue().fetch(part);
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
                    return add(part, inspected, Optional.of(artifact), from, replaced);
                }
            }
        } finally {
            drop(part);
        }
        throw new PluginException("This host can run no version of " + id + ". " + String.join(" ", notes));
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
        Set<ArtifactVersion> others = versions(request.id(), ALL).keySet();
        String there = others.isEmpty()
                ? "There is no " + request.id()
                : noneFits(request.id(), request.version(), others).replaceFirst("\\.$", "");
        List<String> places = new ArrayList<>(repositories.places());
        listed().forEach(one -> places.add(one.pin().address().toString()));
        return new FetchException(there + " (looked in " + String.join(", ", places) + ")."
                + (others.isEmpty() ? " " + WaysOut.NAME_ITS_PLACE : "")
                + unusedIndexes());
    }

    private static String noneFits(ArtifactId id, VersionRequirement wanted, Set<ArtifactVersion> versions) {
        return "No version of " + id + " fits '" + wanted + "'. There are "
                + String.join(", ", versions.stream().map(ArtifactVersion::text).toList())
                + ".";
    }

    private InstalledPlugin named(InstallRequest.Named named) {
        List<ArtifactId> ids = listed().stream()
                .flatMap(one -> one.index().entries().stream())
                .filter(entry -> entry.isCalled(named.name()))
                .map(PluginIndex.Entry::id)
                .distinct()
                .toList();
        if (ids.isEmpty()) {
            throw new FetchException("No index has a plug-in '" + named.name() + "' ("
                    + (listed().isEmpty()
                            ? "there are no indexes yet"
                            : "looked in "
                                    + String.join(
                                            ", ",
                                            listed().stream()
                                                    .map(l -> l.pin().address().toString())
                                                    .toList()))
                    + "). Maybe write it as group:artifact, which Maven repositories know, or add an index."
                    + unusedIndexes());
        }
        if (ids.size() > 1) {
            throw new FetchException("More than one plug-in is called '" + named.name() + "'. Say which: "
                    + String.join(" or ", ids.stream().map(ArtifactId::toString).toList()) + ".");
        }
        ArtifactId id = ids.get(0);
        Map<ArtifactVersion, Source> versions = indexed(id, named.version());
        if (versions.isEmpty()) {
            throw new FetchException(
                    noneFits(id, named.version(), indexed(id, ALL).keySet()) + unusedIndexes());
        }
        return newest(id, versions, Optional.empty());
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

    /**
     * Those of which there is a newer release; whether this host can run it shows when it is installed. One of which nothing can be
     * learned is noted.
     *
     * @throws FetchException if nothing can be learned of any
     */
    public List<Outdated> outdated() {
        List<Outdated> outdated = new ArrayList<>();
        List<FetchException> failures = new ArrayList<>();
        int asked = 0;
        for (InstalledPlugin plugin : store.installed()) {
            if (plugin.artifact().isPresent()) {
                asked++;
                try {
                    newer(plugin.artifact().get()).ifPresent(version -> outdated.add(new Outdated(plugin, version)));
                } catch (FetchException e) {
                    failures.add(e);
                }
            }
        }
        if (!failures.isEmpty() && failures.size() == asked) {
            throw first(failures);
        }
        note(failures);
        return outdated;
    }

    private Optional<ArtifactVersion> newer(Artifact artifact) {
        return versions(artifact.id(), VersionRequirement.ANY).keySet().stream()
                .findFirst()
                .filter(version -> version.compareTo(artifact.version()) > 0);
    }

    /** Installs the newest release in the place of one that is there. */
    public InstalledPlugin update(Outdated outdated) {
        Artifact artifact = outdated.plugin().artifact().orElseThrow();
        VersionRequirement newer = new VersionRequirement("(" + artifact.version() + ",)");
        return published(new ArtifactRequest(artifact.id(), newer), Optional.of(outdated.plugin()));
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
        List<InstalledPlugin> brought = new ArrayList<>();
        for (JarIdentity jar : missing) {
            Artifact artifact = PluginLock.published(jar)
                    .orElseThrow(
                            () -> new FetchException(
                                    "The plug-in " + jar.origin() + " of the lock (SHA-256 " + jar.sha256()
                                            + ") was not published. Get its jar from whoever made the lock, and install the file."));
            brought.add(locked(jar, artifact));
        }
        return brought;
    }

    /** Takes the locked bytes from the first place that has them; what has the name and the version only is told. */
    private InstalledPlugin locked(JarIdentity jar, Artifact artifact) {
        List<String> others = new ArrayList<>();
        List<FetchException> failures = new ArrayList<>();
        Optional<InstalledPlugin> taken = fromIndexes(jar, artifact, others, failures)
                .or(() -> fromRepositories(jar, artifact, others, failures));
        if (taken.isPresent()) {
            note(failures);
            return taken.get();
        }
        if (others.isEmpty() && failures.isEmpty()) {
            throw notFound(new ArtifactRequest(artifact.id(), new VersionRequirement("[" + artifact.version() + "]")));
        }
        String told = failures.stream()
                .map(failure -> String.valueOf(failure.getMessage()))
                .distinct()
                .collect(Collectors.joining(" "));
        if (others.isEmpty()) {
            throw new FetchException(failures.get(0).blame(), told, failures.get(0));
        }
        throw new FetchException(
                (artifact + " has the name and the version of the lock, and other bytes: " + String.join(", ", others)
                                        + ", and the lock has " + jar.sha256() + ". Nothing was installed. " + told)
                                .strip()
                        + unusedIndexes());
    }

    private Optional<InstalledPlugin> fromIndexes(
            JarIdentity jar, Artifact artifact, List<String> others, List<FetchException> failures) {
        List<PinnedIndexes.Listed> usable;
        try {
            usable = listed();
        } catch (FetchException e) {
            failures.add(e);
            return Optional.empty();
        }
        for (PinnedIndexes.Listed one : usable) {
            URI index = one.pin().address();
            for (PluginIndex.Version version : one.index().versions(artifact)) {
                if (!version.sha256().equalsIgnoreCase(jar.sha256())) {
                    others.add(index + " has the SHA-256 " + version.sha256());
                    continue;
                }
                URI address = index.resolve(version.file());
                try {
                    return Optional.of(taken(
                            part -> fetch(new InstallRequest.Remote(address, Optional.of(jar.sha256())), part),
                            Optional.of(artifact),
                            address.toString()));
                } catch (FetchException e) {
                    failures.add(e);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<InstalledPlugin> fromRepositories(
            JarIdentity jar, Artifact artifact, List<String> others, List<FetchException> failures) {
        List<RemoteRepository> having;
        try {
            having = repositories.having(artifact);
        } catch (FetchException e) {
            failures.add(e);
            return Optional.empty();
        }
        for (RemoteRepository repository : having) {
            Path part = store.part();
            try {
                Optional<MavenRepositories.Fetched> fetched = repositories.fetch(repository, artifact, part);
                String digest = Checksum.of(Checksum.SHA_256, part).digest();
                if (fetched.isPresent() && digest.equals(jar.sha256())) {
                    return Optional.of(taken(
                            other -> copy(part, other),
                            Optional.of(artifact),
                            fetched.get().from()));
                }
                fetched.ifPresent(jarThere -> others.add(repository.address() + " has the SHA-256 " + digest));
            } catch (FetchException e) {
                failures.add(e);
            } finally {
                drop(part);
            }
        }
        return Optional.empty();
    }
}
