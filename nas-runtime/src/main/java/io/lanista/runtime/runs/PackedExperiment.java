package io.lanista.runtime.runs;

import io.lanista.djl.file.DataFile;
import io.lanista.runtime.experiment.ExperimentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An experiment that needs nothing outside of a zip, with the files that go along under the names that they have in it: those in the
 * experiment's folder keep their places, all others lie in one folder beside them.
 */
final class PackedExperiment {
    private static final String SPACE = "space.yaml";

    private final Path base;
    private final Set<String> reserved;
    private final Map<String, Path> files = new LinkedHashMap<>();
    private final Map<Path, String> outside = new LinkedHashMap<>();
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Object> tree;

    /**
     * Packs what an experiment names.
     *
     * @param described the keys of its file
     * @param base the folder from which its relative paths start
     * @param withData whether more than its space goes along
     * @param reserved what the first part of a path in the zip can't be
     */
    PackedExperiment(Map<String, Object> described, Path base, boolean withData, Set<String> reserved) {
        this.base = base.toAbsolutePath().normalize();
        this.reserved = reserved;
        Map<String, Object> experiment = space(described);
        Set<NamedFile> named = new LinkedHashSet<>();
        NamedFile.renamed(experiment, this.base, file -> {
            named.add(file);
            return file.text();
        });
        Map<NamedFile, String> places = withData ? placed(named) : Map.of();
        for (NamedFile file : named) {
            note(file, places.get(file));
        }
        tree = NamedFile.renamed(experiment, this.base, file -> places.getOrDefault(file, file.text()));
    }

    /** The keys of its file, with the paths that hold in the zip. */
    Map<String, Object> tree() {
        return tree;
    }

    /** What goes along, by its name in the zip. */
    Map<String, Path> files() {
        return files;
    }

    /** What is to be known of it, one sentence each. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    private Map<String, Object> space(Map<String, Object> described) {
        Map<String, Object> experiment = new LinkedHashMap<>(described);
        Object space = experiment.get("space");
        Object file = space instanceof Map<?, ?> table ? table.get("file") : space;
        if (file instanceof String name) {
            files.put(SPACE, base.resolve(name));
            experiment.put("space", Map.of("file", SPACE));
        }
        return experiment;
    }

    /** How each file is named in the zip's experiment, those first that have a place already, which no other one may take. */
    private Map<NamedFile, String> placed(Set<NamedFile> named) {
        Map<NamedFile, String> places = new LinkedHashMap<>();
        List<NamedFile> there = named.stream().filter(PackedExperiment::isThere).toList();
        for (NamedFile file : there) {
            requireApart(file);
            if (isInside(file.path())) {
                Path place = base.relativize(file.path());
                put(file, slashes(place.toString()));
                boolean isKept = DataFile.resolve(Path.of(""), file.text()).equals(place);
                places.put(file, slashes(isKept ? file.text() : place.toString()));
            }
        }
        String folder = folder();
        for (NamedFile file : there) {
            if (!isInside(file.path())) {
                String place = folder + "/" + outside.computeIfAbsent(file.path(), this::free);
                put(file, place);
                places.put(file, place);
            }
        }
        return places;
    }

    /** A run keeps what it was told by earlier ones, so that it goes on without them; it can't without data. */
    private static boolean isThere(NamedFile file) {
        return file.kind() != NamedFile.Kind.RUN || Files.exists(file.path());
    }

    private boolean isInside(Path file) {
        return file.startsWith(base)
                && !reserved.contains(
                        base.relativize(file).getName(0).toString().toLowerCase(Locale.ROOT));
    }

    /** A folder in which no file lies that has a place already. */
    private String folder() {
        String folder = "data";
        for (int number = 2; isTaken(folder); number++) {
            folder = "data-" + number;
        }
        return folder;
    }

    private boolean isTaken(String folder) {
        return files.keySet().stream().anyMatch(file -> overlap(file, folder));
    }

    /** Where a file from elsewhere lies in that folder; two of one name, such as train/a.csv and test/a.csv, each in a folder of its own. */
    private String free(Path file) {
        String name = DataFile.name(file);
        String place = name;
        for (int number = 2; isTakenOutside(place); number++) {
            place = number + "/" + name;
        }
        return place;
    }

    private boolean isTakenOutside(String place) {
        return outside.values().stream().anyMatch(other -> overlap(other, place));
    }

    /** Whether two names are equal, on any system, or one is a folder of the other. */
    private static boolean overlap(String one, String other) {
        String first = one.toLowerCase(Locale.ROOT) + "/";
        String second = other.toLowerCase(Locale.ROOT) + "/";
        return first.startsWith(second) || second.startsWith(first);
    }

    private void put(NamedFile named, String place) {
        Path top = named.path();
        try (Stream<Path> all = Files.walk(top, named.kind().depth(), FileVisitOption.FOLLOW_LINKS)) {
            all.filter(Files::isRegularFile)
                    .filter(named.kind()::takes)
                    .sorted()
                    .forEach(found -> {
                        String rest = slashes(top.relativize(found).toString());
                        files.put(rest.isEmpty() ? place : place + "/" + rest, found);
                    });
        } catch (IOException | UncheckedIOException e) {
            throw cannot(named, DataFile.reason(e) + ".", e);
        }
    }

    /** With the experiment's own folder, all of its runs would be packed. */
    private void requireApart(NamedFile named) {
        try {
            if (base.startsWith(named.path())
                    || base.toRealPath().startsWith(named.path().toRealPath())) {
                throw cannot(
                        named,
                        "the folder of the experiment (" + base
                                + ") lies in it, with all of its runs. Maybe move what is to be packed into a folder"
                                + " of its own, or pack the run without data.",
                        null);
            }
        } catch (IOException e) {
            throw cannot(named, DataFile.reason(e) + ".", e);
        }
    }

    private static ExperimentException cannot(NamedFile named, String why, @Nullable Exception cause) {
        String message = "The " + named.kind().word() + " (" + named.path() + ") can't be packed: " + why;
        return cause == null ? new ExperimentException(message) : new ExperimentException(message, cause);
    }

    private void note(NamedFile file, @Nullable String place) {
        boolean isData = file.kind() == NamedFile.Kind.DATA;
        String subject = "The " + file.kind().word() + " (" + file.text() + ") ";
        if (place == null) {
            notes.add(subject
                    + (!isThere(file)
                            ? "isn't there. Maybe take it out of the experiment on the other machine."
                            : isData
                                    ? "don't go along; name them again on the other machine, or pack them, too."
                                    : "doesn't go along; name it again on the other machine, or pack the data, too."));
        } else if (isData && !place.equals(slashes(file.text()))) {
            notes.add(subject + "have another path in the zip (" + place
                    + "), so that a run which was interrupted begins anew there.");
        }
    }

    private static String slashes(String path) {
        return path.replace('\\', '/');
    }
}
