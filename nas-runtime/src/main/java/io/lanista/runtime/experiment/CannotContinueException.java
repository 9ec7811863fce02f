package io.lanista.runtime.experiment;

import io.lanista.api.failure.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A run that was begun before can't go on with this experiment, or can't be told to a new one; the message says what can be done. */
public final class CannotContinueException extends ExperimentException {
    private static final long serialVersionUID = 1L;
    private final String problem;
    private final List<String> remedies;
    private final List<Continuation> ways;

    /**
     * A mistake of the user's.
     *
     * @param problem a sentence
     * @param remedies what else may help, each completing "Maybe …"
     * @param ways how a run may begin instead
     */
    public CannotContinueException(String problem, List<String> remedies, List<Continuation> ways) {
        this(Blame.USER, problem, remedies, ways);
    }

    /** Of somebody's fault. */
    public CannotContinueException(Blame blame, String problem, List<String> remedies, List<Continuation> ways) {
        super(blame, message(problem, remedies, ways, way -> "Continuation." + way.name()));
        this.problem = problem;
        this.remedies = List.copyOf(remedies);
        this.ways = List.copyOf(ways);
    }

    /**
     * The message for people who don't use the embedding API.
     *
     * @param spelling how they ask for a continuation, such as {@code --new}
     */
    public String message(Function<Continuation, String> spelling) {
        return message(problem, remedies, ways, spelling);
    }

    private static String message(
            String problem, List<String> remedies, List<Continuation> ways, Function<Continuation, String> spelling) {
        List<String> all = new ArrayList<>(remedies);
        ways.forEach(way -> all.add(phrase(way, spelling.apply(way))));
        return all.isEmpty() ? problem : problem + " Maybe " + String.join(", or ", all) + ".";
    }

    private static String phrase(Continuation way, String spelled) {
        switch (way) {
            case FORK:
                return "begin one that knows the old results with " + spelled;
            case EXTEND:
                return "begin one that knows the old results with " + spelled + ", if the space only grew";
            case AUTO:
                return "go on with " + spelled;
            default:
                return "begin a new run with " + spelled;
        }
    }
}
