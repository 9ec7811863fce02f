/**
 * Files that people have, read with care: compressed or not, with names in any locale, and no larger than memory. What is
 * wrong with one is a {@link io.lanista.djl.file.DataException}, in one sentence.
 */
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
@Export
@Version("1.0.0")
@NullMarked
package io.lanista.djl.file;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
