/**
 * Trials on a machine of the cluster: runs in Spark's executors, in a loader of its own that has Lanista's classes and none of Spark's.
 */
@NullMarked
package io.lanista.executor.spark.site;

import org.jspecify.annotations.NullMarked;
