package io.lanista.runtime.experiment;

import io.lanista.runtime.journal.JournalRecord.Component;
import io.lanista.runtime.journal.JournalRecord.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What differs between the experiment that a journal belongs to and the one that would go on with it. */
final class HeaderDifference {
    private HeaderDifference() {}

    /** What forbids to go on, in words; versions of plug-ins are no such thing, since answers are compared. */
    static List<String> between(Header then, Header now) {
        List<String> differences = new ArrayList<>(space(then, now));
        differences.addAll(searcher(then, now));
        add(differences, "evaluator", then.evaluator().name(), now.evaluator().name());
        differences.addAll(options("evaluator's", then.evaluator(), now.evaluator()));
        add(differences, "objective", then.objective(), now.objective());
        add(differences, "stopping rule", then.stopping(), now.stopping());
        add(differences, "seed", then.seed(), now.seed());
        return differences;
    }

    /** What differs between the spaces, in words. */
    static List<String> space(Header then, Header now) {
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
