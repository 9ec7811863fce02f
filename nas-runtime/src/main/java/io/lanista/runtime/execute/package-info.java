/**
 * Where trials run. A plug-in that runs them elsewhere implements {@link io.lanista.runtime.execute.ExecutorProvider} and
 * {@link io.lanista.runtime.execute.TrialExecutor}: it knows nothing of strategies and journals, starts the tasks that it is given,
 * passes reports on, and says how each task ended. What another process needs for that is data ({@link
 * io.lanista.runtime.execute.Work}); {@code io.lanista.runtime.remote} writes it as text and runs tasks from it.
 */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.runtime.execute;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
