/**
 * Where trials run: {@link io.lanista.runtime.execute.TrialExecutor} and its kinds. An executor knows nothing of strategies and
 * journals; it starts what it is given, passes reports on, and says how each trial ended.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.runtime.execute;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
