/**
 * What the host, the Spark driver and Spark's executors say to each other, and how files travel. Needs nothing but the JDK, since it is
 * used beside Spark's classes and beside Lanista's, which never meet.
 */
@NullMarked
package io.lanista.executor.spark.wire;

import org.jspecify.annotations.NullMarked;
