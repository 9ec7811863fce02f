package io.lanista.cli.scaffold;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * Whose plug-in it is and how it is called, and the names that follow from that.
 *
 * @param group such as {@code com.acme}; also the package
 * @param artifact such as {@code slow-annealing}
 */
public record Coordinates(String group, String artifact) {
    private static final Pattern SYNTAX =
            Pattern.compile("([a-z][a-z0-9_]*(?:\\.[a-z][a-z0-9_]*)*):([a-z][a-z0-9]*(?:-[a-z0-9]+)*)");

    /** Names of classes that templates use, which a class of the same name would hide. */
    private static final Set<String> TAKEN = Set.of(
            "Adam",
            "Answer",
            "Ask",
            "Batch",
            "Choices",
            "Climb",
            "Experiment",
            "Files",
            "Layer",
            "List",
            "Losses",
            "Map",
            "Mix",
            "Model",
            "Option",
            "Options",
            "Outcome",
            "Path",
            "Pool",
            "Problem",
            "Random",
            "Run",
            "Score",
            "Search",
            "Shape",
            "Smoothed",
            "Step",
            "Strategy",
            "Test",
            "Value",
            "Object",
            "String",
            "Override",
            "Math",
            "System");

    /** Reads {@code group:artifact}. */
    public static Coordinates parse(String text) {
        Matcher parts = SYNTAX.matcher(text);
        if (!parts.matches() || !SourceVersion.isName(parts.group(1))) {
            throw new LanistaException(
                    Blame.USER,
                    "'" + text
                            + "' names no project. Write a group, which is also the Java package, and a name, in small letters:"
                            + " com.acme:annealing.");
        }
        return new Coordinates(parts.group(1), parts.group(2));
    }

    /** The class, in words that begin with capitals: {@code SlowAnnealing}. */
    String className() {
        StringBuilder name = new StringBuilder();
        for (String word : artifact.split("-")) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return TAKEN.contains(name.toString()) ? name + "Plugin" : name.toString();
    }

    /** What experiments call it; layers are written with underscores. */
    String providerName(PluginKind kind) {
        return kind == PluginKind.LAYER ? artifact.replace('-', '_') : artifact;
    }
}
