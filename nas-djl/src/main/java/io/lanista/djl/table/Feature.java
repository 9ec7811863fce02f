package io.lanista.djl.table;

/**
 * One number that a network gets for a row.
 *
 * @param name such as {@code age}, {@code class=first}, {@code age missing}
 * @param mean what is subtracted from it
 * @param deviation what it is divided by then
 */
public record Feature(String name, double mean, double deviation) {
    /** A number that stays as it is. */
    static Feature plain(String name) {
        return new Feature(name, 0, 1);
    }
}
