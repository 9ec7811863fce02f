/**
 * Random generators, and the seeds of their seeds.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.lanista.base.random;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
