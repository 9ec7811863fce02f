/**
 * Hashes of content that are the same in every JVM.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.lanista.base.hash;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
