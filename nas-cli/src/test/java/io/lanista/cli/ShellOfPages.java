package io.lanista.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the {@code nas} commands that pages show, and compares them with what the command knows. */
final class ShellOfPages {
    private static final Pattern WORD = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*)\"|'([^']*)'|([^\\s\"']+)");

    /** What stands between commands ends one, unless it is quoted. */
    private static final Pattern COMMAND =
            Pattern.compile("(?:\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|[^\"'\n|&;()]|(?<=[<>])&|&(?=>))+");

    private ShellOfPages() {}

    /**
     * The commands of a text, also those behind a pipe or {@code &&}, and those whose output another one takes: without comments, and
     * whole where they go on in the next line.
     */
    static List<String> lines(String text) {
        String code = text.replaceAll("\\\\\n\\s*", "").replaceAll("(?m)(^|\\s)#.*$", "");
        return COMMAND.matcher(code)
                .results()
                .map(found -> found.group().replaceAll("\\$$", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** The arguments of a {@code nas} command; empty if this is another one. Variables may be set before it. */
    static Optional<String[]> arguments(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        int end = 0;
        for (Matcher found = WORD.matcher(line); found.find(); end = found.end()) {
            if (found.start() > end && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            word.append(
                    found.group(1) != null ? found.group(1) : found.group(2) != null ? found.group(2) : found.group(3));
        }
        words.add(word.toString());
        int first = 0;
        while (first < words.size() && words.get(first).matches("[A-Z_]+=.*")) {
            first++;
        }
        boolean ours = first < words.size() && words.get(first).matches("(\\./|bin/|\\S*/bin/)?nas");
        return ours ? Optional.of(words.subList(first + 1, words.size()).toArray(String[]::new)) : Optional.empty();
    }

    /** What the command would say of these arguments; empty if it would take them. */
    static Optional<String> problem(String[] arguments) {
        try {
            Main.commandLine(arguments).parseArgs(arguments);
            return Optional.empty();
        } catch (ParameterException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * The same for a mention in a sentence, which may leave out what has to be given, and have names in the place of values: its
     * commands and options must be there. Brackets stand around what may be left out.
     */
    static Optional<String> problemOfMention(String mention) {
        CommandLine command = Main.commandLine();
        for (String word : arguments(mention.replaceAll("[\\[\\]]", "")).orElse(new String[0])) {
            String option = word.replaceFirst("=.*", "");
            if (option.matches("--?[a-z].*") && command.getCommandSpec().findOption(option) == null) {
                return Optional.of("The option (" + option + ") is none of '"
                        + command.getCommandSpec().qualifiedName() + "'.");
            }
            CommandLine next = command.getSubcommands().get(word);
            if (next == null && !command.getSubcommands().isEmpty() && word.matches("[a-z]+")) {
                return Optional.of("There is no '" + command.getCommandSpec().qualifiedName() + " " + word + "'.");
            }
            command = next == null ? command : next;
        }
        return Optional.empty();
    }
}
