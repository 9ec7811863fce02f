/**
 * What can be learnt from finished trials: which decisions mattered ({@link io.lanista.dashboard.analysis.Anova}, on a
 * {@linkplain io.lanista.dashboard.analysis.Forest random forest}), and which architectures are alike
 * ({@link io.lanista.dashboard.analysis.Embedding}).
 */
@Export
@Version("1.0.0")
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
@NullMarked
package io.lanista.dashboard.analysis;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
