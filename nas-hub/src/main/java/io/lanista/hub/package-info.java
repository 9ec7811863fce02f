/**
 * Search spaces that the field knows, each with its paper's defaults and a small variant that trains on a laptop. They are
 * found by name ({@code space: {hub: nasbench201}}), or opened from a program:
 *
 * <pre>{@code
 * NasBench201 hub = new NasBench201();
 * SearchSpace space = hub.open(Options.parse("space 'nasbench201'", hub.options(), Map.of("size", "small")));
 * Choices best = NasBench201.choices("432331");
 * }</pre>
 *
 * <p>Every space of images has the options {@code size}, {@code input} and {@code classes}. No space asks for a shape that
 * only one data set has: {@code Model.withInputShape} fits it to others.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.hub;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
