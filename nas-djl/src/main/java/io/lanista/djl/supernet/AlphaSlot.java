package io.lanista.djl.supernet;

/**
 * The place of an architecture parameter among those of a supernet: what {@link ChoiceSite#alpha} gives and {@link
 * Alphas#get} takes.
 *
 * @param index from 0, in the order of declaration
 */
public record AlphaSlot(int index) {}
