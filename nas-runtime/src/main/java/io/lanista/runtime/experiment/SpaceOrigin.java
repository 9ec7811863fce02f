package io.lanista.runtime.experiment;

/**
 * The plug-in that a space comes from; the journal names it, and a later session notices another version.
 *
 * @param name the space provider's
 * @param bundle where the provider comes from
 * @param version the bundle's
 * @param inputGiven whether the provider was told what one example looks like; otherwise the data say it
 */
public record SpaceOrigin(String name, String bundle, String version, boolean inputGiven) {}
