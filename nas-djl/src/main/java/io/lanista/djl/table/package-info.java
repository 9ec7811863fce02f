/**
 * Tables with columns of several kinds: read from files as people have them, and prepared for a network.
 *
 * <p>{@link io.lanista.djl.table.TableReader} reads a file in whatever dialect it is written, and gives a
 * {@link io.lanista.djl.table.Table}; {@link io.lanista.djl.table.ColumnProfile} says of what kind each column is; a
 * {@link io.lanista.djl.table.TablePreparation} is learnt on the rows that are trained with, makes numbers of any rows with the
 * same columns, and is plain data that can be stored. Nothing here knows of networks or of the engine.
 */
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.djl.table;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
