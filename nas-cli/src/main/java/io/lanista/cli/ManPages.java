package io.lanista.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Writes what comes along with the command: a page of the manual for each command, and completion for bash and zsh. Run by the build,
 * from the same description of the commands that {@code --help} prints.
 */
public final class ManPages {
    private ManPages() {}

    /** Writes into a folder: {@code man/man1/nas-run.1} and so on, and {@code completion/nas.bash}. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        write(Main.commandLine(), folder);
    }

    static void write(CommandLine nas, Path folder) throws IOException {
        Path pages = Files.createDirectories(folder.resolve("man").resolve("man1"));
        for (CommandSpec command : commands(nas.getCommandSpec())) {
            Files.writeString(pages.resolve(fileName(command)), page(command));
        }
        Path completion = Files.createDirectories(folder.resolve("completion"));
        Files.writeString(completion.resolve("nas.bash"), AutoComplete.bash("nas", nas));
    }

    /** A command and all below it. */
    private static List<CommandSpec> commands(CommandSpec top) {
        List<CommandSpec> all = new ArrayList<>();
        if (!top.usageMessage().hidden()) {
            all.add(top);
            new TreeMap<>(top.subcommands()).values().forEach(below -> all.addAll(commands(below.getCommandSpec())));
        }
        return all;
    }

    private static String fileName(CommandSpec command) {
        return command.qualifiedName("-") + ".1";
    }

    /** A page in the language of man(7). */
    static String page(CommandSpec command) {
        java.io.StringWriter text = new java.io.StringWriter();
        PrintWriter out = new PrintWriter(text);
        String name = command.qualifiedName("-");
        String description = String.join(" ", command.usageMessage().description());
        out.println(".TH \"" + name.toUpperCase(java.util.Locale.ROOT) + "\" 1");
        out.println(".SH NAME");
        out.println(escaped(name + " - " + description));
        out.println(".SH SYNOPSIS");
        out.println(
                escaped(new CommandLine.Help(command, CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                        .synopsis(0)
                        .strip()
                        .replaceAll("\\s+", " ")));
        out.println(".SH DESCRIPTION");
        out.println(escaped(description));
        parameters(command, out);
        subcommands(command, out);
        exitCodes(command, out);
        out.flush();
        return text.toString();
    }

    private static void parameters(CommandSpec command, PrintWriter out) {
        List<PositionalParamSpec> positional = command.positionalParameters();
        List<OptionSpec> options =
                command.options().stream().filter(option -> !option.hidden()).toList();
        if (!positional.isEmpty() || !options.isEmpty()) {
            out.println(".SH OPTIONS");
        }
        positional.forEach(parameter -> entry(parameter.paramLabel(), parameter.description(), parameter, out));
        for (OptionSpec option : options) {
            String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
            entry(String.join(", ", option.names()) + value, option.description(), option, out);
        }
    }

    private static void entry(String title, String[] description, CommandLine.Model.ArgSpec argument, PrintWriter out) {
        out.println(".TP");
        out.println("\\fB" + escaped(title) + "\\fR");
        String defaultValue = argument.defaultValue() == null ? "" : argument.defaultValue();
        List<String> candidates = new ArrayList<>();
        if (argument.completionCandidates() != null) {
            argument.completionCandidates().forEach(candidates::add);
        }
        out.println(escaped(String.join(" ", description)
                .replace("${DEFAULT-VALUE}", defaultValue)
                .replace("${COMPLETION-CANDIDATES}", String.join(", ", candidates))));
    }

    private static void subcommands(CommandSpec command, PrintWriter out) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        out.println(".SH COMMANDS");
        for (CommandLine below : new TreeMap<>(command.subcommands()).values()) {
            CommandSpec spec = below.getCommandSpec();
            out.println(".TP");
            out.println("\\fB" + escaped(spec.qualifiedName("-")) + "\\fR(1)");
            out.println(escaped(String.join(" ", spec.usageMessage().description())));
        }
    }

    private static void exitCodes(CommandSpec command, PrintWriter out) {
        Map<String, String> codes = command.root().usageMessage().exitCodeList();
        if (!codes.isEmpty()) {
            out.println(".SH EXIT STATUS");
            codes.forEach((code, meaning) -> {
                out.println(".TP");
                out.println("\\fB" + escaped(code) + "\\fR");
                out.println(escaped(meaning));
            });
        }
    }

    /** What would be a command of the language at the beginning of a line, or a break within a word. */
    private static String escaped(String text) {
        String plain =
                text.replace("\\", "\\e").replace("-", "\\-").replace("%n", " ").replace("%%", "%");
        return plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain;
    }
}
