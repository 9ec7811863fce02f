package io.lanista.runtime.runs;

import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What differs between the experiment that a journal belongs to and the one that would go on with it. */
public final class HeaderDifference {
    private HeaderDifference() {}

    /** What forbids to go on, in words; versions of plug-ins are no such thing, since answers are compared. */
    public static List<String> between(Header then, Header now) {
        List<String> differences = new ArrayList<>(space(then, now));
        differences.addAll(searcher(then, now));
        add(differences, "evaluator", then.evaluator().name(), now.evaluator().name());
        differences.addAll(options("evaluator's", then.evaluator(), now.evaluator()));
        add(differences, "objective", then.objectives(), now.objectives());
        add(differences, "stopping rule", then.stopping(), now.stopping());
        differences.addAll(constraints(then, now));
        changes("setting", then.settings(), now.settings(), differences);
        differences.addAll(data(then, now));
        add(differences, "seed", then.seed(), now.seed());
        return differences;
    }

    private static List<String> constraints(Header then, Header now) {
        return then.constraints().equals(now.constraints())
                ? List.of()
                : List.of("the constraints were (" + demands(then) + "), and are (" + demands(now) + ")");
    }

    private static String demands(Header header) {
        return header.constraints().isEmpty() ? "none" : String.join(", ", header.constraints());
    }

    /** What differs between that on which scores were measured: such scores can't be compared. */
    public static List<String> data(Header then, Header now) {
        List<String> differences = new ArrayList<>();
        new TreeMap<>(then.fingerprints()).forEach((name, before) -> {
            String after = now.fingerprints().getOrDefault(name, before);
            if (!before.equals(after)) {
                differences.add(
                        "the " + name + " changed (their fingerprint was " + before + ", and is " + after + ")");
            }
        });
        return differences;
    }

    /** What differs between the spaces, in words. */
    public static List<String> space(Header then, Header now) {
        List<String> differences = new ArrayList<>();
        if (then.spaceHash().equals(now.spaceHash())) {
            return differences;
        }
        changes("decision", then.decisions(), now.decisions(), differences);
        if (differences.isEmpty()) {
            differences.add("the base model or a mutator changed, with the same decisions");
        }
        return differences;
    }

    private static List<String> searcher(Header then, Header now) {
        if (then.method() != now.method()) {
            return List.of(
                    "the " + then.method().word() + " (" + then.searcher().name() + ") searched, and now the "
                            + now.method().word() + " (" + now.searcher().name() + ") does");
        }
        String word = now.method().word();
        List<String> differences = new ArrayList<>();
        add(differences, word, then.searcher().name(), now.searcher().name());
        differences.addAll(options(word + "'s", then.searcher(), now.searcher()));
        return differences;
    }

    private static List<String> options(String whose, Component then, Component now) {
        List<String> differences = new ArrayList<>();
        changes(whose + " option", then.options(), now.options(), differences);
        return differences;
    }

    private static void changes(String what, Map<String, ?> then, Map<String, ?> now, List<String> differences) {
        Map<String, Object> names = new TreeMap<>(then);
        names.putAll(now);
        for (String name : names.keySet()) {
            Object before = then.get(name);
            Object after = now.get(name);
            if (before == null) {
                differences.add("the " + what + " (" + name + ") is new");
            } else if (after == null) {
                differences.add("the " + what + " (" + name + ") is gone");
            } else if (!ordered(before).equals(ordered(after))) {
                differences.add("the " + what + " (" + name + ") was (" + before + "), and is (" + after + ")");
            }
        }
    }

    /** A value in words, whatever order the entries of its tables have: one that a program gave has none. */
    private static String ordered(Object value) {
        if (value instanceof Map<?, ?> table) {
            Map<String, String> sorted = new TreeMap<>();
            table.forEach((name, entry) -> sorted.put(String.valueOf(name), ordered(entry)));
            return sorted.toString();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(HeaderDifference::ordered).toList().toString();
        }
        return String.valueOf(value);
    }

    private static void add(List<String> differences, String what, Object then, Object now) {
        if (!Objects.equals(then, now)) {
            differences.add("the " + what + " was (" + then + "), and is (" + now + ")");
        }
    }
}
