/**
 * The safe layer over DJL and libtorch that everything here trains with.
 *
 * <p>A trial owns one {@link ai.djl.ndarray.NDManager} from {@link io.lanista.djl.backend.Backend#newManager()}, its
 * parameters, its optimiser and its {@link java.util.random.RandomGenerator}; nothing is shared between trials, so any
 * number of them may train at once, each on a thread of its own, and each gets the very numbers that it would get alone.
 * One pass over a batch is one {@link io.lanista.djl.backend.Step}: it says whether gradients are recorded, and closes
 * every tensor that was made in it. DJL's {@code GradientCollector}, {@code Trainer} and optimisers aren't used: the
 * first is one per JVM, and the last two compute something else than their names say.
 *
 * <p>Rules for code that records gradients: never call {@code mul}, {@code div} or {@code pow} with a {@code Number}
 * (DJL frees the number while the graph still holds it, and gradients come out wrong now and then; use
 * {@link io.lanista.djl.backend.Scalars}), and don't close an array that {@code manager.create} made before the backward
 * pass. Images are {@code (batch, channels, height, width)}, sequences {@code (batch, time, features)}, everything is
 * float32 unless said otherwise, and runs on the CPU with one thread for each trial.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.djl.backend;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
