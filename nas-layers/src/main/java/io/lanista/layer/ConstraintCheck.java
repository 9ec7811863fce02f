package io.lanista.layer;

import io.lanista.api.space.SearchSpace;
import io.lanista.api.space.UnmetConstraintsException;

/**
 * Whether a space has architectures that its constraints allow, found before anything runs. All architectures are tried if they are
 * few. Otherwise some are drawn, and from the one that breaks the constraints least, a descent along its neighbours looks for one that
 * keeps them.
 *
 * @param examined how many architectures were looked at
 * @param all whether these were all that there are
 * @param met whether one of them keeps all constraints
 * @param problem what is wrong if none does, in one or two sentences: which constraints are broken, and by how much; otherwise empty
 */
public record ConstraintCheck(int examined, boolean all, boolean met, String problem) {
    /**
     * Checks a space; in one without constraints, whether an architecture can be built at all.
     *
     * @throws UnmetConstraintsException if so few can be built that drawing finds none
     */
    public static ConstraintCheck of(SearchSpace space) {
        return new ConstraintChecker(space).check();
    }

    /**
     * This check, if an architecture was found.
     *
     * @throws UnmetConstraintsException if none was; the message is the problem
     */
    public ConstraintCheck orThrow() {
        if (!met) {
            throw new UnmetConstraintsException(problem);
        }
        return this;
    }
}
