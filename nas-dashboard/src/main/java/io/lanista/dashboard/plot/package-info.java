/** Figures of runs for papers, as SVG or PNG: {@link io.lanista.dashboard.plot.Plot}. */
@Export
@Version("1.0.0")
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
@NullMarked
package io.lanista.dashboard.plot;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
