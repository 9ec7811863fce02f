/** What runs inside of Spark's executors, beside Spark's classes: fetches what trials need, and hands them to a loader with Lanista's. */
@NullMarked
package io.lanista.executor.spark.task;

import org.jspecify.annotations.NullMarked;
