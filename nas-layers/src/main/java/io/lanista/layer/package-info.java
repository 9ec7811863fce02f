/**
 * Layer types: what each layer takes, which shape it makes, how many parameters it has and how much it computes; and what
 * follows from that for whole models, without a tensor library and without allocating anything.
 *
 * <p>{@link io.lanista.layer.LayerCatalogue} holds the types; {@link io.lanista.layer.StandardLayers} documents
 * those that are always there.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.layer;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
