/** One-shot training: searching inside one supernet whose candidates share weights. */
@Export
@Version("1.0.0")
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.api.oneshot;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
