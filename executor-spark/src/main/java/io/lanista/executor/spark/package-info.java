/**
 * The executor {@code spark}: trials run as tasks of a Spark cluster, each in a worker JVM on the machine of a Spark executor. Spark's own
 * driver is a JVM beside the host, started from the user's Spark, so that none of Spark's classes meets those of the host.
 */
@NullMarked
package io.lanista.executor.spark;

import org.jspecify.annotations.NullMarked;
