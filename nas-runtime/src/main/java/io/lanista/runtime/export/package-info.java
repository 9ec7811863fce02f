/**
 * Exports: what a run made, in a folder that others can use: the winner, an ensemble, a model card. Written whole or not at all
 * ({@link io.lanista.runtime.export.WinnerExport}).
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.export;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
