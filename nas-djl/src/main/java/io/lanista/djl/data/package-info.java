/**
 * Data sets as plain Java arrays: read from files or drawn by the program, split, standardised, and handed out in batches.
 *
 * <p>{@link io.lanista.djl.data.DataSources} finds a source by name and gives a {@link io.lanista.djl.data.DataSplit}:
 * training, validation and test part, with the standardisation that was learnt on the first. All of that is immutable, so
 * any number of trials share it. Each trial walks over it with {@link io.lanista.djl.data.Batches} of its own, which fill
 * one reusable array; whoever trains uploads it. No tensors appear here, and the engine isn't needed.
 *
 * <p>Images are {@code (channels, height, width)} with values from 0 to 1 before standardisation; rows of a table are
 * {@code (columns)}. What a user got wrong, such as a damaged file, is a {@link io.lanista.djl.file.DataException}, or an
 * {@link io.lanista.api.option.OptionException} where an option is wrong.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.djl.data;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
