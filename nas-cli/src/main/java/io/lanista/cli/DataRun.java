package io.lanista.cli;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.draft.DraftRequest;
import io.lanista.runtime.draft.ExperimentDraft;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/**
 * Makes an experiment file of data that somebody wants to run at once. It lies beside the run folders; the same command finds it again
 * and goes on.
 */
final class DataRun {
    private DataRun() {}

    /** Whether a path names an experiment file rather than data. */
    static boolean isExperiment(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    /**
     * The experiment file.
     *
     * @param out where run folders are made
     * @param notes takes what was chosen and why
     */
    static Path file(DraftRequest request, Path out, NasRuntime runtime, PrintWriter notes) throws IOException {
        String command = "# Made by: nas run " + request.data().toAbsolutePath().normalize()
                + request.label().map(label -> " --label " + label).orElse("")
                + request.test()
                        .map(test -> " --test " + test.toAbsolutePath().normalize())
                        .orElse("")
                + request.time()
                        .map(time -> " --time " + time.toSeconds() + "s")
                        .orElse("")
                + request.options().entrySet().stream()
                        .map(option -> " --set " + option.getKey() + "="
                                + String.valueOf(option.getValue()).replaceAll("\\R", " "))
                        .collect(Collectors.joining());
        Files.createDirectories(out);
        for (int number = 1; ; number++) {
            String suffix = number == 1 ? "" : "-" + number;
            Path file = out.resolve(ExperimentDraft.name(request.data()) + suffix + ".yaml");
            if (Files.exists(file) && Files.readString(file).lines().anyMatch(command::equals)) {
                notes.println("The experiment is in " + file + ", from the last time.");
                notes.flush();
                return file;
            }
            if (!Files.exists(file)) {
                ExperimentDraft draft = runtime.draft(request);
                String text = draft.text()
                        .replaceFirst("\n", "\n" + Matcher.quoteReplacement(command) + "\n")
                        .replaceFirst("(?m)^name: .*$", "name: " + ExperimentDraft.name(request.data()) + suffix);
                WholeFile.write(file, text);
                WholeFile.write(out.resolve(InitCommand.SCHEMA), runtime.experimentSchema());
                draft.reasons().forEach(notes::println);
                notes.println("The experiment is in " + file + ".");
                notes.println();
                notes.flush();
                return file;
            }
        }
    }
}
