package io.lanista.cli;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where Lanista keeps what belongs to a user: {@code LANISTA_USER}, or {@code .lanista} in the home folder. */
final class UserFolders {
    private UserFolders() {}

    /** The folder, which may not exist yet; empty for a user without a home. */
    static Optional<Path> find(Map<String, String> environment) {
        String given = environment.get("LANISTA_USER");
        if (given != null && !given.isBlank()) {
            return Optional.of(Path.of(given));
        }
        String home = System.getProperty("user.home", "");
        try {
            return Optional.of(Path.of(home))
                    .filter(folder -> folder.isAbsolute() && Files.isDirectory(folder))
                    .map(folder -> folder.resolve(".lanista"));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** The folder. */
    static Path need() {
        return find(System.getenv())
                .orElseThrow(() -> new UserMistake("There is no home folder (" + System.getProperty("user.home")
                        + ") to keep plug-ins in. Maybe set LANISTA_USER to a folder."));
    }

    /** The plug-ins that the user has installed, if there is a place for them. */
    static Optional<Path> plugins() {
        return find(System.getenv()).map(folder -> folder.resolve("plugins"));
    }
}
