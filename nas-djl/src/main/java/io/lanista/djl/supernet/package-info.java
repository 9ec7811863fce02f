/**
 * Supernets: all architectures of a search space in one network that shares weights.
 *
 * <p>A {@link io.lanista.djl.supernet.Supernet} is built from the same space that multi-trial search uses. A
 * {@link io.lanista.djl.supernet.MixedBlock} stands in the place of each choice: it computes with all candidates, or with
 * some, by architecture parameters that are kept apart from the weights. {@link io.lanista.djl.supernet.SoftmaxMix} is the
 * reference; trainers bring their own. What a trainer works with comes as a {@link
 * io.lanista.djl.train.TrainingSetup}, the one that the experiment's trials are trained with. A trainer's run
 * is best a {@link io.lanista.djl.supernet.SupernetRun}: its author writes the steps of an epoch and inherits the rest.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.djl.supernet;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
