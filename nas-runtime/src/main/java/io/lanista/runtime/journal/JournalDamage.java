package io.lanista.runtime.journal;

/**
 * A line that is not what was written.
 *
 * @param line its number in the file, from 1
 * @param offset where it begins, in bytes from the beginning of the file
 * @param what what is wrong with it
 */
public record JournalDamage(long line, long offset, String what) {
    @Override
    public String toString() {
        return "line " + line + " (byte " + offset + "): " + what;
    }
}
