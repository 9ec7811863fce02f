package io.lanista.runtime.execute;

import io.lanista.api.trial.Evaluator;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The objects that a program hands over to evaluators: for one run, and for all runs of a runtime. Those of the run come first. Notes
 * which were taken. For use by one thread.
 */
public final class Given {
    private final List<Object> ofRun;
    private final List<Object> ofAll;
    private final Set<Object> taken = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * For one run.
     *
     * @param ofRun handed over for it alone
     * @param ofAll handed over for all runs
     */
    public Given(List<Object> ofRun, List<Object> ofAll) {
        this.ofRun = List.copyOf(ofRun);
        this.ofAll = List.copyOf(ofAll);
    }

    /** No objects, as in another process. */
    public static Given nothing() {
        return new Given(List.of(), List.of());
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return ofRun.isEmpty() && ofAll.isEmpty();
    }

    /** The first object of a type, which is taken by that. */
    <T> Optional<T> take(Class<T> type) {
        Optional<T> found = all(type).findFirst();
        found.ifPresent(taken::add);
        return found;
    }

    /** All objects of a type, which are taken by that; those that count first come first. */
    <T> List<T> takeAll(Class<T> type) {
        List<T> found = all(type).toList();
        taken.addAll(found);
        return found;
    }

    private <T> Stream<T> all(Class<T> type) {
        return Stream.concat(ofRun.stream(), ofAll.stream())
                .filter(type::isInstance)
                .map(type::cast);
    }

    /** The evaluator of this name that was handed over, which counts more than one that plug-ins provide. */
    public Optional<Evaluator> evaluator(String name) {
        return all(Evaluator.class)
                .filter(evaluator -> evaluator.name().equals(name))
                .findFirst();
    }

    /** What was handed over for this run, and that nobody asked for; the objects for all runs may be for others. */
    public List<Object> leftOver() {
        return ofRun.stream().filter(object -> !taken.contains(object)).toList();
    }
}
