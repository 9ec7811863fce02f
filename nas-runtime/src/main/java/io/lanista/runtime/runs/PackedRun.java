package io.lanista.runtime.runs;

import io.lanista.api.failure.Blame;
import io.lanista.djl.file.DataFile;
import io.lanista.runtime.artifact.PluginLock;
import io.lanista.runtime.experiment.ExperimentException;
import io.lanista.runtime.journal.JournalReader;
import io.lanista.runtime.plugin.JarInspection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A run in one file, for another machine: its experiment with all that was said on the command line, its space, the lock of its
 * plug-ins, its journal and what it keeps of trials, and its data on request.
 *
 * @param experiment the experiment file, unpacked
 * @param runs the folder in which the run lies, unpacked
 */
public record PackedRun(Path experiment, Path runs) {
    /** Which zip a folder was unpacked from. */
    private static final String DIGEST = "unpacked.sha256";

    private static final String EXPERIMENT = "experiment.yaml";
    private static final String RUN = "run/";
    private static final String RUNS = "runs";
    /** What begins the paths of what a packed run has besides the files that its experiment names, here or once it is unpacked. */
    static final Set<String> OWN = Set.of(EXPERIMENT, "space.yaml", PluginLock.FILE, DIGEST, "run", RUNS);

    private static final long MAX_SIZE = 64L << 30;

    /**
     * Packs a run.
     *
     * @param target the zip; one that is there is replaced
     * @param withData whether the data go along
     * @return what is to be known of it, one sentence each
     * @throws ExperimentException if the folder holds no run, or a run that a program described, of which there is no file
     */
    public static List<String> pack(Path run, Path target, boolean withData) {
        RunFolder folder = new RunFolder(run);
        RunDescription description = RunDescription.of(run);
        try {
            PackedExperiment experiment =
                    new PackedExperiment(description.tree(), description.baseFolder(), withData, OWN);
            RunDescription packed =
                    new RunDescription(experiment.tree(), description.baseFolder(), description.source());
            Path part = target.resolveSibling(target.getFileName() + ".part");
            try {
                write(part, packed, experiment.files(), folder);
                Files.move(part, target, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
            return experiment.notes();
        } catch (IOException | UncheckedIOException e) {
            throw new ExperimentException(
                    Blame.of(e), "The run (" + run + ") can't be packed: " + DataFile.reason(e) + ".", e);
        }
    }

    private static void write(Path part, RunDescription packed, Map<String, Path> files, RunFolder folder)
            throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
            put(zip, EXPERIMENT, packed.text().getBytes(StandardCharsets.UTF_8));
            for (Map.Entry<String, Path> file : files.entrySet()) {
                copy(zip, file.getKey(), file.getValue());
            }
            if (Files.exists(folder.lock())) {
                copy(zip, PluginLock.FILE, folder.lock());
            }
            Path run = folder.path();
            for (Path file : kept(run)) {
                copy(zip, RUN + run.relativize(file).toString().replace('\\', '/'), file);
            }
        }
    }

    /** All files of a run but those that belong to a process. */
    private static List<Path> kept(Path run) throws IOException {
        try (Stream<Path> files = Files.walk(run)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            !file.getFileName().toString().endsWith(".lock") || file.equals(new RunFolder(run).lock()))
                    .sorted()
                    .toList();
        }
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(entry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void copy(ZipOutputStream zip, String name, Path file) throws IOException {
        zip.putNextEntry(entry(name));
        Files.copy(file, zip);
        zip.closeEntry();
    }

    /** Without a time, so that one run is packed to the same bytes each time. */
    private static ZipEntry entry(String name) {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(java.time.LocalDateTime.of(2000, 1, 1, 0, 0));
        return entry;
    }

    /**
     * Unpacks a run into a folder of its own; one that was unpacked before is used as it is.
     *
     * @param into the folder in which that folder is made, called as the zip
     * @throws ExperimentException if it isn't a packed run, or is damaged
     */
    public static PackedRun unpack(Path zip, Path into) {
        Path folder = into.resolve(String.valueOf(zip.getFileName()).replaceFirst("\\.zip$", ""));
        PackedRun unpacked = new PackedRun(folder.resolve(EXPERIMENT), folder.resolve(RUNS));
        if (Files.exists(unpacked.experiment())) {
            requireSame(zip, folder);
            return unpacked;
        }
        Path part = folder.resolveSibling(folder.getFileName() + ".part");
        try (ZipFile file = new ZipFile(zip.toFile())) {
            if (file.getEntry(EXPERIMENT) == null || file.getEntry(RUN + "journal.jsonl") == null) {
                throw new ExperimentException("The file (" + zip + ") is no packed run: it has no " + EXPERIMENT
                        + " or no journal. Maybe pack it again.");
            }
            FileTrees.delete(part);
            try {
                extract(file, part);
                place(part, folder.toAbsolutePath());
                Files.writeString(part.resolve(DIGEST), JarInspection.sha256(zip));
                Files.move(part, folder);
            } finally {
                FileTrees.delete(part);
            }
            return unpacked;
        } catch (ZipException e) {
            throw new ExperimentException("The file (" + zip + ") is damaged, or no zip: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw new ExperimentException(
                    Blame.of(e), "The run in (" + zip + ") can't be unpacked: " + DataFile.reason(e) + ".", e);
        }
    }

    /** A folder that was unpacked before goes on, unless it came from another zip of that name. */
    private static void requireSame(Path zip, Path folder) {
        Path digest = folder.resolve(DIGEST);
        try {
            if (Files.exists(digest) && !Files.readString(digest).equals(JarInspection.sha256(zip))) {
                throw new ExperimentException(
                        "The folder (" + folder + ") was unpacked from another (" + zip.getFileName()
                                + ") than this one. Maybe unpack this one into another folder, or take that one away.");
            }
        } catch (IOException e) {
            throw new ExperimentException(
                    Blame.of(e), "The folder (" + folder + ") can't be read: " + DataFile.reason(e) + ".", e);
        }
    }

    private static void extract(ZipFile zip, Path target) throws IOException {
        long left = MAX_SIZE;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            Path file = target.resolve(entry.getName()).normalize();
            if (!file.startsWith(target)) {
                throw new ExperimentException("The zip has a file (" + entry.getName()
                        + ") that would lie outside of its folder. Nothing was unpacked: don't trust it.");
            }
            if (entry.isDirectory()) {
                continue;
            }
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
            try (InputStream in = zip.getInputStream(entry);
                    OutputStream out = Files.newOutputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    left -= n;
                    if (left < 0) {
                        throw new ExperimentException(
                                "The zip unpacks to more than (" + MAX_SIZE + ") bytes. Don't trust it.");
                    }
                    out.write(buffer, 0, n);
                }
            }
        }
    }

    /** Puts the run where the experiment looks for it, and tells it where it lies now. */
    private static void place(Path part, Path folder) throws IOException {
        Path run = part.resolve(RUN);
        String name = JournalReader.read(new RunFolder(run).journal())
                .map(journal -> journal.header().experiment())
                .orElseThrow(() -> new ExperimentException("The packed run has not begun yet."));
        RunSetup.moved(run, folder);
        Path runs = Files.createDirectories(part.resolve(RUNS));
        Files.move(run, runs.resolve(name + "-1"));
    }
}
