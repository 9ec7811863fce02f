/**
 * Training: the loop, its options, and the evaluators that train a model on data to say how good it is.
 *
 * <p>A trial is reproducible: its initial weights, the order of examples, augmentations and drop masks come from
 * generators derived from its seed, one for the initial weights and one for each epoch. So a trial that is continued from
 * a checkpoint goes on exactly as if it had never stopped, and trials that run side by side don't touch each other.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.djl.train;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
