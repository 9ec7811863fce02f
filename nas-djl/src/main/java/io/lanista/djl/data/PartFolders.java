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
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** What else is in names such as {@code training_set}; digits don't count, as in {@code 01_train} and {@code train2017}. */
    private static final Set<String> BESIDE =
            Set.of("set", "data", "dataset", "images", "imgs", "img", "split", "part");

    private static final Pattern SET_BEHIND = Pattern.compile("(?<=train|test|val)set$");

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
            requireNoUnusualName(folder);
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

    /** Folders such as {@code training_set}, with class folders, aren't taken for classes, nor guessed to be parts. */
    private static void requireNoUnusualName(Path folder) {
        for (Path entry : ClassFolders.folders(folder)) {
            Optional<String> part = unusual(DataFile.name(entry));
            if (part.isPresent() && !ClassFolders.folders(entry).isEmpty()) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The folder (%s) has class folders and is called like a part of the data. Maybe rename it to (%s) if it is"
                                + " one, or put its images beside each other if it is a class.",
                        entry,
                        part.get()));
            }
        }
    }

    /** The usual name of a part that a name means with other words than usual. */
    private static Optional<String> unusual(String name) {
        Set<String> words = new TreeSet<>(List.of(SET_BEHIND
                .matcher(name.toLowerCase(Locale.ROOT))
                .replaceFirst(" set")
                .strip()
                .split("[^\\p{L}]+")));
        words.removeAll(BESIDE);
        words.remove(""); // Before digits in front.
        if (words.size() != 1) {
            return Optional.empty();
        }
        String word = words.iterator().next();
        return Stream.of(TRAIN, VALIDATION, TEST)
                .filter(names -> names.contains(word))
                .map(names -> names.get(0))
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
