package io.lanista.djl.block;

/**
 * The place of a tensor that isn't trained, such as running statistics, among those of a network: what {@link
 * LayerSite#buffer} gives and {@link Pass#buffer} takes.
 *
 * @param index from 0, in the order of declaration
 */
public record BufferSlot(int index) {}
