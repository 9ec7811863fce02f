/**
 * Counting and drawing: variables that depend on each other, subsets, lists that are computed.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.lanista.base.count;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
