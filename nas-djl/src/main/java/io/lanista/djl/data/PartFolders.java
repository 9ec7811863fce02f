package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.Listing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The folders of a folder's parts, each with class folders of its own.
 *
 * @param train where the class folders are that are learnt from: the folder itself if it isn't divided
 * @param divided whether the folders beside each other are parts, and not classes
 */
record PartFolders(Path train, Optional<Path> validation, Optional<Path> test, boolean divided) {
    private static final List<String> TRAIN = List.of("train", "training");
    private static final List<String> VALIDATION = List.of("val", "valid", "validation", "dev");
    private static final List<String> TEST = List.of("test", "testing");

    /**
     * Finds them by their names.
     *
     * @throws DataException if it isn't clear whether folders are parts or classes
     */
    static PartFolders of(Path folder) {
        Optional<Path> train = withClasses(folder, TRAIN);
        Optional<Path> validation = withClasses(folder, VALIDATION);
        Optional<Path> test = withClasses(folder, TEST);
        if (train.isEmpty()) {
            if (validation.isPresent() || test.isPresent()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The folder (%s) is called like a part of the data, and has class folders, but there is no folder (train)"
                                + " beside it. Maybe put the other class folders into one, or rename it if it is a class.",
                        validation.or(() -> test).orElseThrow()));
            }
            return new PartFolders(folder, Optional.empty(), Optional.empty(), false);
        }
        List<Path> others = ClassFolders.folders(folder).stream()
                .filter(entry -> !entry.equals(train.get()))
                .toList();
        if (!others.isEmpty()
                && others.stream().noneMatch(entry -> isCalled(entry, VALIDATION) || isCalled(entry, TEST))) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The folder (%s) lies beside (%s), which has class folders, but isn't called like a part (%s, %s). Maybe"
                            + " rename it, or move it elsewhere.",
                    others.get(0),
                    DataFile.name(train.get()),
                    String.join(", ", VALIDATION),
                    String.join(", ", TEST)));
        }
        return new PartFolders(train.get(), validation, test, true);
    }

    /** The folder of a part, if it has class folders. */
    private static Optional<Path> withClasses(Path folder, List<String> names) {
        return ClassFolders.folders(folder).stream()
                .filter(entry -> isCalled(entry, names))
                .filter(entry -> !ClassFolders.folders(entry).isEmpty())
                .findFirst();
    }

    private static boolean isCalled(Path entry, List<String> names) {
        return names.contains(DataFile.name(entry).toLowerCase(Locale.ROOT));
    }

    /** What looks odd, a sentence each. */
    List<String> notes(Path folder) {
        List<String> notes = new ArrayList<>();
        if (divided) {
            List<String> unread = ClassFolders.folders(folder).stream()
                    .filter(entry -> !entry.equals(train)
                            && !validation.equals(Optional.of(entry))
                            && !test.equals(Optional.of(entry)))
                    .map(entry -> DataFile.name(entry)
                            + (ClassFolders.folders(entry).isEmpty() ? " (it has no class folders)" : ""))
                    .toList();
            if (!unread.isEmpty()) {
                notes.add("Beside the parts, these folders are not read: " + Listing.of(unread) + ".");
            }
            return notes;
        }
        List<Path> classes = ClassFolders.folders(folder);
        Set<Set<String>> inside = classes.stream()
                .map(entry -> ClassFolders.folders(entry).stream()
                        .map(DataFile::name)
                        .collect(Collectors.<String, Set<String>>toCollection(TreeSet::new)))
                .collect(Collectors.toSet());
        boolean alike = inside.size() == 1 && inside.iterator().next().size() > 1;
        if (alike && classes.stream().allMatch(PartFolders::hasNoImage)) {
            notes.add("All classes have the same folders in them ("
                    + Listing.of(List.copyOf(inside.iterator().next()))
                    + "). Maybe those are the classes: then call the folders that they are in train, val and test.");
        }
        return notes;
    }

    private static boolean hasNoImage(Path folder) {
        return DataFile.entries(folder).stream()
                .noneMatch(entry -> RasterImage.isNamedLikeOne(entry) && !Files.isDirectory(entry));
    }
}
