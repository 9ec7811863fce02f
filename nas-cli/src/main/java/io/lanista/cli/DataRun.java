package io.lanista.cli;

import io.lanista.runtime.NasRuntime;
import io.lanista.runtime.draft.DraftRequest;
import io.lanista.runtime.draft.ExperimentDraft;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes an experiment file of data that somebody wants to run at once. It lies beside the run folders; the same command finds it again
 * and goes on.
 */
final class DataRun {
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_./:,=@%+-]+");

    private DataRun() {}

    /** Whether a path names an experiment file rather than data. */
    static boolean isExperiment(Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    /**
     * How a proposal came about, as a comment: the command line again.
     *
     * @param options of the data, as the command line gave them
     */
    static String madeBy(String command, DraftRequest request, List<String> options) {
        List<String> words = new ArrayList<>(List.of("nas", command, absolute(request.data())));
        request.label().ifPresent(label -> words.addAll(List.of("--label", label)));
        request.test().ifPresent(test -> words.addAll(List.of("--test", absolute(test))));
        request.time().ifPresent(time -> words.addAll(List.of("--time", time.toSeconds() + "s")));
        options.forEach(option -> words.addAll(List.of("--set", option)));
        return "# Made by: " + words.stream().map(DataRun::quoted).collect(Collectors.joining(" "));
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /** As shells take it, on one line. */
    private static String quoted(String word) {
        String line = word.replaceAll("\\R", " ");
        return PLAIN.matcher(line).matches() ? line : "'" + line.replace("'", "'\\''") + "'";
    }

    /** A proposal that says how it came about. */
    static String named(ExperimentDraft draft, String madeBy) {
        return draft.text().replaceFirst("\n", "\n" + Matcher.quoteReplacement(madeBy) + "\n");
    }

    /**
     * The experiment file.
     *
     * @param options of the data, as the command line gave them
     * @param out where run folders are made
     * @param notes takes what was chosen and why
     */
    static Path file(DraftRequest request, List<String> options, Path out, NasRuntime runtime, PrintWriter notes)
            throws IOException {
        String command = madeBy("run", request, options);
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
                String text = named(draft, command)
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
