package io.lanista.djl.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Finds the source for a path by what is there and how it is named. */
final class Inference {
    private Inference() {}

    static DataChoice of(Path path) {
        if (!Files.isDirectory(path)) {
            DataFile.requireFile(path);
        }
        return new DataChoice(
                Files.isDirectory(path) ? ofFolder(path) : ofFile(path),
                Map.of("path", path.toAbsolutePath().normalize().toString()));
    }

    private static String ofFile(Path file) {
        String name = DataFile.plainName(file);
        if (name.endsWith(".csv") || name.endsWith(".tsv")) {
            return "csv";
        }
        if (CifarSource.isNamedLikeOne(file)) {
            return "cifar10-binary";
        }
        if (IdxSource.isNamedLikeOne(file)) {
            return "idx";
        }
        throw unknown(file);
    }

    private static String ofFolder(Path folder) {
        List<Path> entries = DataFile.entries(folder);
        if (entries.stream().anyMatch(CifarSource::isNamedLikeOne)) {
            return "cifar10-binary";
        }
        if (entries.stream().anyMatch(IdxSource::isNamedLikeOne)) {
            return "idx";
        }
        if (entries.stream().anyMatch(Files::isDirectory)) {
            return "image-folder";
        }
        throw unknown(folder);
    }

    private static DataException unknown(Path path) {
        return new DataException(
                "Can't tell what data (" + path + ") holds. Known: a table (.csv or .csv.gz), CIFAR-10's"
                        + " binary format (.bin or .bin.gz), MNIST's (-ubyte or -ubyte.gz), a folder of these, or a folder with"
                        + " one folder of images for each class.");
    }
}
