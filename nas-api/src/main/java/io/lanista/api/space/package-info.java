/**
 * Search spaces: the decisions of a model with placeholders and mutators, their conditions, and what can be done with
 * them (counting, sampling, freezing, neighbours, constraints).
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.api.space;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
