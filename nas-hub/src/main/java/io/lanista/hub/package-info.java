/**
 * Search spaces that the field knows, each with its paper's defaults and a small variant that trains on a laptop. They are
 * found by name ({@code space: {hub: nasbench201}}), or opened from a program:
 *
 * <pre>{@code
 * NasBench201 hub = new NasBench201();
 * SearchSpace space = hub.open(Options.parse("space 'nasbench201'", hub.options(), Map.of("size", "small", "classes", 10)));
 * Choices best = NasBench201.choices("432331");
 * }</pre>
 *
 * <p>Every space has the options {@code size}, {@code input} and {@code classes}. What is left out is fitted to the data: a run does so
 * by itself, a program by {@code Model.withInputShape} and {@code Model.withOutputs}.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.hub;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
