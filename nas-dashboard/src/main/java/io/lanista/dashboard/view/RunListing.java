package io.lanista.dashboard.view;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;

/** Finds the runs of a folder: folders with a journal, up to three levels down. */
public final class RunListing {
    private static final int LEVELS = 4;

    private RunListing() {}

    /**
     * The runs by their paths in the folder, with {@code /} between names, in the order of these; numbers in a name count as numbers. A
     * folder that doesn't exist has none.
     */
    public static Map<String, Path> find(Path folder) {
        Map<String, Path> runs = new TreeMap<>(RunListing::compare);
        if (!Files.isDirectory(folder)) {
            return runs;
        }
        try {
            Files.walkFileTree(
                    folder, EnumSet.noneOf(java.nio.file.FileVisitOption.class), LEVELS, new Visitor(folder, runs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return runs;
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path top;
        private final Map<String, Path> runs;

        Visitor(Path top, Map<String, Path> runs) {
            this.top = top;
            this.runs = runs;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            if (!Files.isRegularFile(folder.resolve("journal.jsonl"))) {
                return FileVisitResult.CONTINUE;
            }
            String id = folder.equals(top)
                    ? String.valueOf(top.toAbsolutePath().normalize().getFileName())
                    : top.relativize(folder).toString().replace('\\', '/');
            runs.put(id, folder);
            return FileVisitResult.SKIP_SUBTREE; // What a run keeps is no run.
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // What may not be read is somebody else's.
        }
    }

    /** So that {@code digits-10} comes after {@code digits-9}. */
    private static int compare(String first, String second) {
        int i = 0;
        int j = 0;
        while (i < first.length() && j < second.length()) {
            if (Character.isDigit(first.charAt(i)) && Character.isDigit(second.charAt(j))) {
                int endOfFirst = endOfNumber(first, i);
                int endOfSecond = endOfNumber(second, j);
                int order = new java.math.BigInteger(first.substring(i, endOfFirst))
                        .compareTo(new java.math.BigInteger(second.substring(j, endOfSecond)));
                if (order != 0) {
                    return order;
                }
                i = endOfFirst;
                j = endOfSecond;
            } else if (first.charAt(i) != second.charAt(j)) {
                return Character.compare(first.charAt(i), second.charAt(j));
            } else {
                i++;
                j++;
            }
        }
        int order = Integer.compare(first.length() - i, second.length() - j);
        return order != 0 ? order : first.compareTo(second);
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** What is said of a run whose journal is still being read, in the place of {@link RunView#brief}. */
    public static String unread(String id) {
        return Json.text(json -> json.put("id", id).put("reading", (Object) true));
    }
}
