/**
 * Orders of things by numbers: ranks, how far two orders agree, and one order made of several. A bundle that uses this holds a copy
 * of it.
 */
@NullMarked
@API(status = API.Status.EXPERIMENTAL, since = "1.0")
package io.lanista.base.rank;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
