package io.lanista.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The files that pages are made of, which lie beside this class. */
final class PageFiles {
    private PageFiles() {}

    /** The text of a file, such as {@code style.css}. */
    static String read(String name) {
        try (InputStream file = PageFiles.class.getResourceAsStream("page/" + name)) {
            if (file == null) {
                throw new IllegalStateException("The file (" + name + ") of the page isn't in the program.");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A library of others, with its licence above it and without what points to files that aren't there. */
    static String library(String name, String script) {
        String text = read("vendor/" + script)
                .replaceAll("(?m)^//# sourceMappingURL=.*$", "")
                .replaceAll("^/\\*!.*?\\*/", "")
                .strip();
        return "/*!\n" + name + "\n" + read("vendor/" + name + ".LICENSE").strip() + "\n*/\n" + text + "\n";
    }
}
