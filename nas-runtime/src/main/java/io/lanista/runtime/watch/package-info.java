/**
 * For those who watch runs: {@link io.lanista.runtime.watch.RunListener}, what it is told, and how a plug-in provides one. Needs the
 * API only.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.STABLE, since = "1.0")
package io.lanista.runtime.watch;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
