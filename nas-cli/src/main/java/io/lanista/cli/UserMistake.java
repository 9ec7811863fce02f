package io.lanista.cli;

/** Says what the user got wrong, in one sentence with a way out. */
final class UserMistake extends RuntimeException {
    private static final long serialVersionUID = 1;

    UserMistake(String sentence) {
        super(sentence);
    }
}
