package io.lanista.cli;

import io.lanista.api.failure.Blame;
import io.lanista.api.failure.LanistaException;

/** Says what the user got wrong, in one sentence with a way out. */
final class UserMistake extends LanistaException {
    private static final long serialVersionUID = 1;

    UserMistake(String sentence) {
        super(Blame.USER, sentence);
    }
}
