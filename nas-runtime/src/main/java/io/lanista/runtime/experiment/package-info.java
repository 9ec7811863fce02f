/**
 * Experiments: what one is ({@link io.lanista.runtime.experiment.Experiment}), how it is watched and steered while it runs
 * ({@link io.lanista.runtime.experiment.RunHandle}), and the driver that runs it: replay, ask, journal, run, tell.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.runtime.experiment;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
