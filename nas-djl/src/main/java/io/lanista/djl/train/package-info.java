/**
 * Training: what networks are trained for, the loop over the epochs, and the evaluators that train a model on data to say how
 * good it is.
 *
 * <p>A {@link io.lanista.djl.train.Problem} is what networks are trained for: a loss, and what is measured. A {@link
 * io.lanista.djl.train.TrainingSetup} holds it with the data, the layer types and the options of an experiment; trials and the
 * supernets of one-shot trainers are made from the same one. {@link io.lanista.djl.train.TrainingEvaluator} is an evaluator
 * apart from its problem, for authors of others; {@link io.lanista.djl.train.ClassificationEvaluator} and {@link
 * io.lanista.djl.train.RegressionEvaluator} are two of that kind.
 *
 * <p>A trial is reproducible: its initial weights, the order of examples, augmentations and drop masks come from
 * generators derived from its seed, one for the initial weights and one for each epoch. So a trial that is continued from
 * a checkpoint goes on exactly as if it had never stopped, and trials that run side by side don't touch each other.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.djl.train;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
