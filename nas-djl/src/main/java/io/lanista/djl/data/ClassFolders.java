package io.lanista.djl.data;

import io.lanista.djl.file.DataException;
import io.lanista.djl.file.DataFile;
import io.lanista.djl.table.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the images of class folders, and keeps account of what else lies there. */
final class ClassFolders {
    private final Map<String, Integer> formats = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final List<Path> others = new ArrayList<>();
    private final List<Path> unreadable = new ArrayList<>();
    private int nested;

    /** The names of the folders, sorted. */
    List<String> classes(Path folder) {
        List<String> classes = folders(folder).stream().map(DataFile::name).toList();
        if (classes.size() < 2) {
            throw new DataException(String.format(
                    Locale.ROOT,
                    "The folder (%s) has (%d) class folders%s, but at least two are needed: one for each class.",
                    folder,
                    classes.size(),
                    classes.isEmpty() ? "" : " (" + Listing.of(classes) + ")"));
        }
        return classes;
    }

    /** The folders in a folder. */
    static List<Path> folders(Path folder) {
        return DataFile.entries(folder).stream().filter(Files::isDirectory).toList();
    }

    /** All images of the classes, in folders inside of theirs, too. */
    List<LabelledImage> images(Path folder, List<String> classes) {
        List<Path> loose = DataFile.entries(folder).stream()
                .filter(RasterImage::isNamedLikeOne)
                .toList();
        if (!loose.isEmpty()) {
            notes.add(loose.size()
                    + " images lie beside the class folders, so they have no class and are left out, such as "
                    + Listing.shortened(DataFile.name(loose.get(0))) + ".");
        }
        List<LabelledImage> images = new ArrayList<>();
        for (Path entry : folders(folder)) {
            int label = classes.indexOf(DataFile.name(entry));
            if (label < 0) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "The folder (%s) is for a class that the training part doesn't have. Available: %s.",
                        entry,
                        Listing.of(classes)));
            }
            int before = images.size();
            files(entry).stream().filter(this::isImage).forEach(file -> images.add(new LabelledImage(file, label)));
            if (images.size() == before) {
                throw new DataException("There is no image (" + RasterImage.endings() + ") in (" + entry
                        + "). Maybe remove the class, or convert its images.");
            }
            for (LabelledImage image : images.subList(before, images.size())) {
                nested += entry.equals(image.file().getParent()) ? 0 : 1;
            }
        }
        return images;
    }

    /** All visible files below a folder, sorted by their paths. */
    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(file -> !Files.isDirectory(file))
                    .filter(file -> !DataFile.name(file).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new DataException(
                    "Can't read (" + folder + "): " + DataFile.reason(e) + ". Maybe check its permissions.", e);
        }
    }

    private boolean isImage(Path file) {
        if (RasterImage.isNamedLikeOne(file)) {
            String name = DataFile.name(file).toLowerCase(Locale.ROOT);
            formats.merge(name.substring(name.lastIndexOf('.') + 1), 1, Integer::sum);
            return true;
        }
        (RasterImage.isNamedLikeAnother(file) ? unreadable : others).add(file);
        return false;
    }

    /** What was met, a sentence each. */
    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        if (!unreadable.isEmpty()) {
            all.add(unreadable.size() + " images are of formats that Java doesn't read, and are left out, such as "
                    + Listing.shortened(DataFile.name(unreadable.get(0))) + ". Maybe convert them.");
        }
        if (!others.isEmpty()) {
            all.add(others.size() + " files are no images, and are left out, such as "
                    + Listing.shortened(DataFile.name(others.get(0))) + ".");
        }
        return all;
    }

    int leftOut() {
        return unreadable.size() + others.size();
    }

    /** How many images there are with each ending. */
    Map<String, Integer> formats() {
        return formats;
    }

    /** For a summary: {@code 120 png, 3 jpg, 20 of them in folders inside of class folders}. */
    String inWords() {
        String counts = formats.entrySet().stream()
                .map(format -> format.getValue() + " " + format.getKey())
                .collect(Collectors.joining(", "));
        return nested == 0 ? counts : counts + ", " + nested + " of them in folders inside of class folders";
    }
}
