/**
 * Orders of things that need each other, and sizes of trees that share parts.
 */
@NullMarked
@API(status = API.Status.INTERNAL)
package io.lanista.base.order;

import org.apiguardian.api.API;
import org.jspecify.annotations.NullMarked;
