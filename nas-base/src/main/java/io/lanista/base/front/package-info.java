/**
 * Fronts: which of many things are worth having where several numbers count, and how much a front is worth. A bundle that uses this holds
 * a copy of it.
 */
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.base.front;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
